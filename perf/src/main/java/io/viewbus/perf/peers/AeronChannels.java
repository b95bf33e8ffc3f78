/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import io.aeron.ChannelUriStringBuilder;
import io.aeron.CommonContext;
import io.viewbus.perf.member.MemberTask;

/**
 * The channels of the members: one multicast address, one session for each sender.
 *
 * <p>Nobody joins or dies during a measurement, so the flow control may be the one that cannot lose: a sender waits for its
 * slowest receiver ({@code fc=min}), and begins when all are there.
 */
final class AeronChannels {

    static final int STREAM = 1001;

    private static final int FIRST_SESSION = 1;

    private final MemberTask task;
    private final AeronTuning tuning;

    AeronChannels(MemberTask task, AeronTuning tuning) {
        this.task = task;
        this.tuning = tuning;
    }

    String publication() {
        return stream(task.index())
                .termLength(AeronTuning.TERM)
                .mtu(tuning.mtu())
                .flowControl("min,g:/" + (task.members() - 1))
                .build();
    }

    /** The own stream is read from the log; the others come over the network. */
    String subscription(int sender) {
        String stream = stream(sender).build();
        return sender == task.index() ? CommonContext.SPY_PREFIX + stream : stream;
    }

    private ChannelUriStringBuilder stream(int sender) {
        return new ChannelUriStringBuilder()
                .media(CommonContext.UDP_MEDIA)
                .endpoint(MemberTask.GROUP + ":" + task.place().port())
                .networkInterface("127.0.0.1")
                .sessionId(FIRST_SESSION + sender);
    }
}
