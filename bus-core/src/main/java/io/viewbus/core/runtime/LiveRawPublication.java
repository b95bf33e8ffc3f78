/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import io.viewbus.Bus;
import io.viewbus.RawPublication;
import org.agrona.DirectBuffer;

/** A ring of bytes between those who publish and the agent, which takes as much as windows and credit allow. */
final class LiveRawPublication implements RawPublication {

    /** Room for a few of the largest, and for what others publish while the agent is busy. */
    private static final int CAPACITY = 8 * Bus.MAX_PAYLOAD;

    private final ByteRing ring = new ByteRing(CAPACITY);
    private volatile boolean closed;

    @Override
    public long offer(DirectBuffer buffer, int offset, int length) {
        if (length > Bus.MAX_PAYLOAD) {
            throw new IllegalArgumentException(
                    "a payload of " + length + " bytes is larger than the limit of " + Bus.MAX_PAYLOAD + "; split it");
        }
        return closed ? CLOSED : write(buffer, offset, length);
    }

    /** Publishers take turns, each for as long as its copy takes. */
    private synchronized long write(DirectBuffer buffer, int offset, int length) {
        int at = ring.claim(length);
        if (at == ByteRing.FULL) {
            return BACK_PRESSURED;
        }
        ring.buffer().putBytes(at, buffer, offset, length);
        ring.show();
        return ring.position();
    }

    /** Takes what is there, so many bytes at a time, until the reader refuses. On the agent. */
    int read(ByteRing.BlockReader reader, int most, int limit) {
        return ring.readBlocks(reader, most, limit);
    }

    void close() {
        closed = true;
    }
}
