/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.net;

import io.viewbus.spi.transport.FrameHandler;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The one buffer in which frames are handed over, as a transport does that reads from a log it reuses: what a handler
 * did not copy is overwritten when it returns.
 */
final class PoisonedBuffer {

    /** Frames never start at 0: an offset that somebody forgot shows. */
    private static final int OFFSET = 32;

    static final byte POISON = (byte) 0xDB;

    private final byte[] bytes;
    private final UnsafeBuffer scratch;

    PoisonedBuffer(int capacity) {
        bytes = new byte[OFFSET + capacity + OFFSET];
        Arrays.fill(bytes, POISON);
        scratch = new UnsafeBuffer(bytes);
    }

    boolean handTo(FrameHandler handler, long link, byte[] frame) {
        scratch.putBytes(OFFSET, frame);
        try {
            return handler.onFrame(link, scratch, OFFSET, frame.length);
        } finally {
            Arrays.fill(bytes, OFFSET, OFFSET + frame.length, POISON);
        }
    }
}
