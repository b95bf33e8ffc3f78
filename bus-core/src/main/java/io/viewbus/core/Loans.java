/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Where frames are that a transport lent, by the slots of a retention. */
final class Loans {

    private @Nullable DirectBuffer[] lenders = {};
    private int[] offsets = {};
    private long[] positions = {};

    void open(int slots) {
        lenders = new DirectBuffer[slots];
        offsets = new int[slots];
        positions = new long[slots];
    }

    void close() {
        open(0);
    }

    void add(int slot, DirectBuffer lender, int offset, long position) {
        lenders[slot] = lender;
        offsets[slot] = offset;
        positions[slot] = position;
    }

    void end(int slot) {
        lenders[slot] = null;
    }

    /** Who lent the frame of a slot; null if it is in the ring. */
    @Nullable
    DirectBuffer lender(int slot) {
        return lenders[slot];
    }

    int offset(int slot) {
        return offsets[slot];
    }

    /** Whether a recall up to a position concerns the frame of a slot, or would if it were lent. */
    boolean startsBefore(int slot, long position) {
        return lenders[slot] == null || positions[slot] < position;
    }
}
