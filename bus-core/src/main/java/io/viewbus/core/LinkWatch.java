/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.spi.membership.ParticipantContext;
import java.util.Arrays;

/** Reports members whose data link stays down: without it their messages cannot be received, whatever they say. */
final class LinkWatch {

    private static final long PATIENCE_NS = 1_000_000_000L;
    private static final long PAUSE_NS = PATIENCE_NS / 50;

    private final ViewState view;
    private final Streams streams;
    private final ParticipantContext context;
    private long[] upAtNs = {};
    private long checkedNs;

    LinkWatch(ViewState view, Streams streams, ParticipantContext context) {
        this.view = view;
        this.streams = streams;
        this.context = context;
    }

    void startView(long nowNs) {
        upAtNs = new long[view.size()];
        Arrays.fill(upAtNs, nowNs);
    }

    void check(long nowNs) {
        if (nowNs - checkedNs < PAUSE_NS) {
            return;
        }
        checkedNs = nowNs;
        for (int rank = 0; rank < view.size(); rank++) {
            SenderStream stream = view.stream(rank);
            if (streams.isConnected(stream)) {
                upAtNs[rank] = nowNs;
            } else if (nowNs - upAtNs[rank] >= PATIENCE_NS) {
                upAtNs[rank] = nowNs;
                context.trace().mark(MessagingMark.LINK_DOWN);
                context.suspect(stream.member().incarnation());
            }
        }
    }
}
