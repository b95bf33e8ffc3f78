/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import io.viewbus.Bus;
import io.viewbus.RawPublication;
import io.viewbus.membership.runtime.DeliveryLoop;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A ring of bytes between those who publish and the agent, which takes as much as windows and credit allow. Where a program lends its
 * thread and publishes between two turns of the agent, large messages go straight to it; small ones wait for each other in the ring.
 */
final class LiveRawPublication implements RawPublication {

    /** Publishes a message at once. */
    @FunctionalInterface
    interface Straight {
        /** Returns false if it cannot be taken now. On the agent's thread, between its turns. */
        boolean publish(DirectBuffer buffer, int offset, int length);
    }

    /** Of messages as long as this, few would share a frame. */
    private static final int LARGE = 1 << 13;

    /** Room for a few of the largest, and for what others publish while the agent is busy. */
    private static final int CAPACITY = 8 * Bus.MAX_PAYLOAD;

    private final DeliveryLoop loop;
    private final @Nullable Straight straight;
    private final ByteRing ring = new ByteRing(CAPACITY);
    private volatile boolean closed;
    private long published;

    LiveRawPublication(DeliveryLoop loop, @Nullable Straight straight) {
        this.loop = loop;
        this.straight = straight;
    }

    @Override
    public long offer(DirectBuffer buffer, int offset, int length) {
        if (length > Bus.MAX_PAYLOAD) {
            throw new IllegalArgumentException(
                    "a payload of " + length + " bytes is larger than the limit of " + Bus.MAX_PAYLOAD + "; split it");
        }
        if (closed) {
            return CLOSED;
        }
        Straight agent = straight;
        return agent != null && length >= LARGE && loop.mayEnterAgent() && ring.isEmpty()
                ? publish(agent, buffer, offset, length)
                : write(buffer, offset, length);
    }

    private synchronized long publish(Straight agent, DirectBuffer buffer, int offset, int length) {
        if (!agent.publish(buffer, offset, length)) {
            return BACK_PRESSURED;
        }
        published += length;
        return published + ring.position();
    }

    /** Publishers take turns, each for as long as its copy takes. */
    private synchronized long write(DirectBuffer buffer, int offset, int length) {
        int at = ring.claim(length);
        if (at == ByteRing.FULL) {
            return BACK_PRESSURED;
        }
        ring.buffer().putBytes(at, buffer, offset, length);
        ring.show();
        return published + ring.position();
    }

    /** Takes what is there, so many bytes at a time, until the reader refuses. On the agent. */
    int read(ByteRing.BlockReader reader, int most, int limit) {
        return ring.readBlocks(reader, most, limit);
    }

    void close() {
        closed = true;
    }
}
