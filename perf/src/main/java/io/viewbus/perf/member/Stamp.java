/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The first eight bytes of every payload: who sent it, and the how-manieth of that sender it is. */
public final class Stamp {

    /** How many bytes a stamp takes. */
    public static final int LENGTH = Long.BYTES;

    private static final int COUNT_BITS = 48;
    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
    private static final VarHandle BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Stamp() {}

    /**
     * Makes a stamp.
     *
     * @param member the index of the sender
     * @param count how many it sent before
     * @return the stamp
     */
    public static long of(int member, long count) {
        return (long) member << COUNT_BITS | count;
    }

    static int member(long stamp) {
        return (int) (stamp >>> COUNT_BITS);
    }

    static long count(long stamp) {
        return stamp & COUNT_MASK;
    }

    static byte[] payload(int size, long stamp) {
        byte[] payload = new byte[size];
        BYTES.set(payload, 0, stamp);
        return payload;
    }

    static long read(byte[] payload) {
        return (long) BYTES.get(payload, 0);
    }
}
