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
    private final Lane lane;
    private final long number;
    private final int maxLength;
    private final SimRandom random;
    private final List<SimLink> links = new ArrayList<>();
    private int made;

    SimStream(SimNetwork network, SimSession session, Lane lane, long number, int maxLength, SimRandom random) {
        this.network = network;
        this.session = session;
        this.lane = lane;
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

    Lane lane() {
        return lane;
    }

    SimLink linkTo(SimSession receiver) {
        SimLink link = new SimLink(network, this, receiver, random.named(made++));
        links.add(link);
        return link;
    }

    /** Ends a link from the receiver's side. */
    void close(SimLink link) {
        links.remove(link);
        link.close();
    }

    SendResult send(DirectBuffer buffer, int offset, int length) {
        if (length < 1 || length > maxLength) {
            throw new IllegalArgumentException("a frame has 1 to " + maxLength + " bytes, not " + length);
        }
        if (session.isGone() || session.isBroken()) {
            return SendResult.CLOSED;
        }
        if (isFull(length) || isRefused()) {
            return SendResult.BACK_PRESSURED;
        }
        byte[] frame = new byte[length];
        buffer.getBytes(offset, frame);
        for (SimLink link : links) {
            link.carry(frame);
        }
        return SendResult.ACCEPTED;
    }

    private boolean isRefused() {
        return random.chance(network.conditions().backPressurePerMille())
                || random.chance(session.refusalPerMille(lane));
    }

    void senderGone(boolean ragged) {
        links.forEach(link -> link.senderGone(ragged));
    }

    void refresh() {
        for (SimLink link : links) {
            link.refresh();
        }
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
