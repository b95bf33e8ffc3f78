/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

/**
 * The total order of one view: ranges "all TOTAL messages of the member of this rank, up to this number". Ranges count
 * from 1; those that everybody has and that were delivered here are forgotten.
 */
final class OrderLog {

    private final byte[] ranks;
    private final long[] upTo;
    private long held;
    private long released;

    OrderLog(int capacity) {
        ranks = new byte[capacity];
        upTo = new long[capacity];
    }

    void reset() {
        held = 0;
        released = 0;
    }

    /**
     * Appends the next range.
     *
     * @param limit how many ranges may be kept afterwards
     * @return false if there is no room
     */
    boolean append(int rank, long upToSeq, int limit) {
        if (held - released >= Math.min(limit, ranks.length)) {
            return false;
        }
        held++;
        ranks[slotOf(held)] = (byte) rank;
        upTo[slotOf(held)] = upToSeq;
        return true;
    }

    int capacity() {
        return ranks.length;
    }

    long held() {
        return held;
    }

    long released() {
        return released;
    }

    int rank(long range) {
        return ranks[slotOf(range)];
    }

    long upTo(long range) {
        return upTo[slotOf(range)];
    }

    void releaseTo(long range) {
        released = Math.max(released, Math.min(range, held));
    }

    private int slotOf(long range) {
        return (int) range & (ranks.length - 1);
    }
}
