/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.GroupViewId;
import io.viewbus.Receipt;
import io.viewbus.view.ClusterException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What this member sent and has no result for yet, by number. A message ends when it is both delivered here and stable,
 * in whichever order that happens.
 */
final class PendingMessages {

    private static final byte FREE = 0;
    private static final byte WAITING = 1;
    private static final byte DELIVERED = 2;

    private final MessagingListener listener;
    private final byte[] states;
    private final long[] tokens;
    private final @Nullable GroupViewId[] views;
    private final long[] sequences;
    private final int[] groupSizes;
    private long first = 1;
    private long last;
    private long stable;

    PendingMessages(int capacity, MessagingListener listener) {
        this.listener = listener;
        states = new byte[capacity];
        tokens = new long[capacity];
        views = new GroupViewId[capacity];
        sequences = new long[capacity];
        groupSizes = new int[capacity];
    }

    boolean isFull() {
        return last + 1 - first >= states.length;
    }

    /** Waits for the result of the next message. */
    void add(long seq, long token) {
        last = seq;
        states[slotOf(seq)] = WAITING;
        tokens[slotOf(seq)] = token;
    }

    /** A message was delivered here. */
    void delivered(long seq, GroupViewId view, long sequence, int groupSize) {
        int slot = slotOf(seq);
        states[slot] = DELIVERED;
        views[slot] = view;
        sequences[slot] = sequence;
        groupSizes[slot] = groupSize;
        if (seq <= stable) {
            complete(slot);
        }
    }

    /** Ends the wait for a message and returns its token. */
    long take(long seq) {
        int slot = slotOf(seq);
        states[slot] = FREE;
        skipFree();
        return tokens[slot];
    }

    /** Everybody has the messages up to this number. */
    void stable(long seq) {
        for (long next = Math.max(stable + 1, first); next <= seq; next++) {
            if (states[slotOf(next)] == DELIVERED) {
                complete(slotOf(next));
            }
        }
        stable = Math.max(stable, seq);
    }

    /** Fails everything that waits, in the order of sending. */
    void failAll(ClusterException why) {
        for (long seq = first; seq <= last; seq++) {
            if (states[slotOf(seq)] != FREE) {
                listener.onFailed(tokens[slotOf(seq)], why);
            }
        }
        Arrays.fill(states, FREE);
        first = last + 1;
    }

    private void complete(int slot) {
        GroupViewId view = views[slot];
        if (view == null) {
            throw new IllegalStateException("completed before it was delivered");
        }
        states[slot] = FREE;
        views[slot] = null;
        listener.onStable(tokens[slot], new Receipt(view, sequences[slot], groupSizes[slot]));
        skipFree();
    }

    private void skipFree() {
        while (first <= last && states[slotOf(first)] == FREE) {
            first++;
        }
    }

    private int slotOf(long seq) {
        return (int) seq & (states.length - 1);
    }
}
