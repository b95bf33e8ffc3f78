/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The first sixteen bytes of every payload: who sent it, the how-manieth of that sender it is, and when it was due. A sender is one
 * line of messages that must keep its order: a member has one for each topic or thread.
 */
public final class Stamp {

    /** How many bytes a stamp takes. */
    public static final int LENGTH = 2 * Long.BYTES;

    private static final int COUNT_BITS = 48;
    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
    private static final VarHandle BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Stamp() {}

    /**
     * Makes the first half of a stamp.
     *
     * @param sender the number of the sender
     * @param count how many it sent before
     * @return the half that identifies the message
     */
    public static long of(int sender, long count) {
        return (long) sender << COUNT_BITS | count;
    }

    static int sender(long stamp) {
        return (int) (stamp >>> COUNT_BITS);
    }

    static long count(long stamp) {
        return stamp & COUNT_MASK;
    }

    static void write(byte[] payload, long stamp, long dueNs) {
        BYTES.set(payload, 0, stamp);
        BYTES.set(payload, Long.BYTES, dueNs);
    }

    static void write(MutableDirectBuffer buffer, int offset, long stamp, long dueNs) {
        buffer.putLong(offset, stamp, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + Long.BYTES, dueNs, ByteOrder.LITTLE_ENDIAN);
    }

    static long stamp(byte[] payload, int offset) {
        return (long) BYTES.get(payload, offset);
    }

    static long dueNs(byte[] payload, int offset) {
        return (long) BYTES.get(payload, offset + Long.BYTES);
    }

    static long stamp(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
    }

    static long dueNs(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + Long.BYTES, ByteOrder.LITTLE_ENDIAN);
    }
}
