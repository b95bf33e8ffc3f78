/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Keeps the frames of a stream in an off-heap ring, each in one piece, or leaves them where they were lent and copies them when they are
 * recalled: most are released before. There is room for each in the ring, so a copy is always possible. What is asked of a frame without reading it is beside the ring,
 * since the ring is larger than a cache. The memory is taken when the first frame comes: most members of a big cluster send little.
 */
final class RingRetention implements Retention {

    private static final int ALIGNMENT = 8;
    /** No record is smaller, so an index of this density never overflows before the ring does. */
    private static final int LEAST_RECORD = 32;

    private final int capacity;
    private final UnsafeBuffer ring = new UnsafeBuffer(0, 0);
    private long[] positions = {};
    private int[] lengths = {};
    private byte[] orders = {};
    private final Loans loans = new Loans();
    private long head;
    private long tail;
    private long last;
    private long released;
    /** Up to this one all are in the ring. */
    private long recalled;

    RingRetention(int leastCapacity) {
        capacity = BitUtil.findNextPositivePowerOfTwo(leastCapacity);
    }

    @Override
    public void reset(long seq) {
        tail = head;
        last = seq;
        released = seq;
        recalled = seq;
    }

    @Override
    public int claim(int length, int order, int limit) {
        int record = BitUtil.align(Math.max(LEAST_RECORD, length), ALIGNMENT);
        int toEnd = capacity - indexOf(head);
        long position = record <= toEnd ? head : head + toEnd;
        long used = position + record - tail;
        if (used > capacity || (used > limit && last != released)) {
            return -1;
        }
        allocateOnce();
        last++;
        int slot = slotOf(last);
        positions[slot] = position;
        lengths[slot] = length;
        orders[slot] = (byte) order;
        loans.end(slot);
        head = position + record;
        return indexOf(position);
    }

    @Override
    public long last() {
        return last;
    }

    @Override
    public long released() {
        return released;
    }

    @Override
    public void releaseTo(long seq) {
        tail = seq == last ? head : positions[slotOf(seq + 1)];
        released = seq;
    }

    @Override
    public int used() {
        return (int) (head - tail);
    }

    @Override
    public MutableDirectBuffer buffer() {
        return ring;
    }

    @Override
    public void lent(DirectBuffer buffer, int offset, long position) {
        loans.add(slotOf(last), buffer, offset, position);
    }

    @Override
    public void recall(long position) {
        long seq = Math.max(recalled, released);
        while (seq < last && loans.startsBefore(slotOf(seq + 1), position)) {
            seq++;
            copy(slotOf(seq));
        }
        recalled = seq;
    }

    private void copy(int slot) {
        DirectBuffer lender = loans.lender(slot);
        if (lender != null) {
            ring.putBytes(indexOf(positions[slot]), lender, loans.offset(slot), lengths[slot]);
            loans.end(slot);
        }
    }

    @Override
    public DirectBuffer buffer(long seq) {
        DirectBuffer lender = loans.lender(keptSlot(seq));
        return lender == null ? ring : lender;
    }

    @Override
    public int offset(long seq) {
        int slot = keptSlot(seq);
        return loans.lender(slot) == null ? indexOf(positions[slot]) : loans.offset(slot);
    }

    @Override
    public int length(long seq) {
        return lengths[keptSlot(seq)];
    }

    @Override
    public int order(long seq) {
        return orders[keptSlot(seq)];
    }

    @Override
    public void close() {
        ByteBuffer memory = ring.byteBuffer();
        ring.wrap(0, 0);
        positions = new long[0];
        lengths = new int[0];
        orders = new byte[0];
        loans.close();
        reset(last);
        BufferUtil.free(memory);
    }

    private void allocateOnce() {
        if (positions.length == 0) {
            positions = new long[capacity / LEAST_RECORD];
            lengths = new int[positions.length];
            orders = new byte[positions.length];
            loans.open(positions.length);
            ring.wrap(ByteBuffer.allocateDirect(capacity));
        }
    }

    private int keptSlot(long seq) {
        if (seq <= released || seq > last) {
            throw new IllegalArgumentException("message " + seq + " is not in (" + released + ", " + last + "]");
        }
        return slotOf(seq);
    }

    private int slotOf(long seq) {
        return (int) seq & (positions.length - 1);
    }

    private int indexOf(long position) {
        return (int) position & (capacity - 1);
    }
}
