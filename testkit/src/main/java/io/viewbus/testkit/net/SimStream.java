/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.net;

import io.viewbus.spi.transport.SendResult;
import io.viewbus.testkit.time.SimRandom;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** The sending end of a stream: everything that is sent goes to all of its links, and the fastest sets the pace. */
final class SimStream {

    private final SimNetwork network;
    private final SimSession session;
    private final long number;
    private final int maxLength;
    private final SimRandom random;
    private final List<SimLink> links = new ArrayList<>();

    SimStream(SimNetwork network, SimSession session, long number, int maxLength, SimRandom random) {
        this.network = network;
        this.session = session;
        this.number = number;
        this.maxLength = maxLength;
        this.random = random;
    }

    SimSession session() {
        return session;
    }

    long number() {
        return number;
    }

    SimLink linkTo(SimSession receiver) {
        SimLink link = new SimLink(network, this, receiver, random.fork());
        links.add(link);
        return link;
    }

    void remove(SimLink link) {
        links.remove(link);
    }

    SendResult send(DirectBuffer buffer, int offset, int length) {
        if (length < 1 || length > maxLength) {
            throw new IllegalArgumentException("a frame has 1 to " + maxLength + " bytes, not " + length);
        }
        if (session.isGone()) {
            return SendResult.CLOSED;
        }
        if (isFull(length) || random.chance(network.conditions().backPressurePerMille())) {
            return SendResult.BACK_PRESSURED;
        }
        byte[] frame = new byte[length];
        buffer.getBytes(offset, frame);
        for (SimLink link : links) {
            link.carry(frame);
        }
        return SendResult.ACCEPTED;
    }

    void senderGone(boolean ragged) {
        links.forEach(link -> link.senderGone(ragged));
    }

    void refresh() {
        links.forEach(SimLink::refresh);
    }

    /** As with Aeron's "max" flow control: the fastest receiver opens the window; with none, nothing bounds the sender. */
    private boolean isFull(int length) {
        int least = Integer.MAX_VALUE;
        for (SimLink link : links) {
            if (link.isUp()) {
                least = Math.min(least, link.underWayBytes());
            }
        }
        return least != Integer.MAX_VALUE
                && least + length > network.conditions().windowBytes();
    }
}
