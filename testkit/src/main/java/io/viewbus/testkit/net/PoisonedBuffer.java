/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.net;

import io.viewbus.spi.transport.FrameHandler;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The one buffer in which frames are handed over, as a transport does that reads from a log it reuses: what a handler
 * did not copy is overwritten when it returns.
 */
final class PoisonedBuffer {

    /** Frames never start at 0: an offset that somebody forgot shows. */
    private static final int OFFSET = 32;

    private static final byte POISON = (byte) 0xDB;

    private final UnsafeBuffer scratch;

    PoisonedBuffer(int capacity) {
        scratch = new UnsafeBuffer(new byte[OFFSET + capacity + OFFSET]);
        scratch.setMemory(0, scratch.capacity(), POISON);
    }

    boolean handTo(FrameHandler handler, long link, byte[] frame) {
        scratch.putBytes(OFFSET, frame);
        try {
            return handler.onFrame(link, scratch, OFFSET, frame.length);
        } finally {
            scratch.setMemory(OFFSET, frame.length, POISON);
        }
    }
}
