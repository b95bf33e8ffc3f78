/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import io.viewbus.Bus;
import io.viewbus.RawPublication;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** A ring of bytes between those who publish and the agent, which takes as much as windows and credit allow. */
final class LiveRawPublication implements RawPublication {

    private static final int MESSAGE = 1;
    /** A ring takes messages up to an eighth of its size. */
    private static final int CAPACITY = 8 * Bus.MAX_PAYLOAD;

    private final ManyToOneRingBuffer ring = new ManyToOneRingBuffer(
            new UnsafeBuffer(ByteBuffer.allocateDirect(CAPACITY + RingBufferDescriptor.TRAILER_LENGTH)));
    private volatile boolean closed;

    @Override
    public long offer(DirectBuffer buffer, int offset, int length) {
        if (length > Bus.MAX_PAYLOAD) {
            throw new IllegalArgumentException(
                    "a payload of " + length + " bytes is larger than the limit of " + Bus.MAX_PAYLOAD + "; split it");
        }
        if (closed) {
            return CLOSED;
        }
        return ring.write(MESSAGE, buffer, offset, length) ? ring.producerPosition() : BACK_PRESSURED;
    }

    /** Takes what is there, until the handler refuses. On the agent. */
    int read(ControlledMessageHandler handler, int limit) {
        return ring.controlledRead(handler, limit);
    }

    void close() {
        closed = true;
    }
}
