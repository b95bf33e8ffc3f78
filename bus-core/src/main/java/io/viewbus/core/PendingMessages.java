/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.GroupViewId;
import io.viewbus.Receipt;
import io.viewbus.Rung;
import io.viewbus.view.ClusterException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What this member sent and has no result for yet, by number. A message ends when it has come as far as its publisher asked for
 * (VS-76): it has its place, it is delivered here, or it is also stable, in whichever order these two happen. What the publisher
 * knew from the beginning is not in here.
 */
final class PendingMessages {

    private static final byte FREE = 0;
    private static final byte WAITING = 1;
    private static final byte DELIVERED = 2;

    private final MessagingListener listener;
    private final byte[] states;
    private final long[] seqs;
    private final long[] tokens;
    private final Rung[] rungs;
    private final @Nullable GroupViewId[] views;
    private final long[] sequences;
    private final int[] groupSizes;
    private long first = 1;
    private long last;
    private long ordered;
    private long stable;

    PendingMessages(int capacity, MessagingListener listener) {
        this.listener = listener;
        states = new byte[capacity];
        seqs = new long[capacity];
        tokens = new long[capacity];
        rungs = new Rung[capacity];
        views = new GroupViewId[capacity];
        sequences = new long[capacity];
        groupSizes = new int[capacity];
        Arrays.fill(rungs, Rung.STABLE);
    }

    /** Whether the next message can be waited for: numbers that nobody waits for take up room too, behind one that is. */
    boolean hasRoomFor(long seq) {
        return first > last || seq - first < states.length;
    }

    /** Waits for the outcome of a join or leave, which {@link #take} ends. */
    void add(long seq, long token) {
        add(seq, token, Rung.STABLE, null, 0);
    }

    /** Waits for a message to come so far; until it is delivered, its group is as it was when it was accepted. */
    void add(long seq, long token, Rung rung, @Nullable GroupViewId view, int groupSize) {
        int slot = slotOf(seq);
        last = seq;
        states[slot] = WAITING;
        seqs[slot] = seq;
        tokens[slot] = token;
        rungs[slot] = rung;
        views[slot] = view;
        sequences[slot] = 0;
        groupSizes[slot] = groupSize;
        skipFree();
    }

    /** All messages up to this number have their places. */
    void ordered(long seq) {
        for (long next = Math.max(ordered + 1, first); next <= seq; next++) {
            if (isOpen(next) && rungs[slotOf(next)] == Rung.ORDERED) {
                complete(slotOf(next));
            }
        }
        ordered = Math.max(ordered, seq);
    }

    /** A message was delivered here. */
    void delivered(long seq, GroupViewId view, long sequence, int groupSize) {
        if (!isOpen(seq)) {
            return;
        }
        int slot = slotOf(seq);
        states[slot] = DELIVERED;
        views[slot] = view;
        sequences[slot] = sequence;
        groupSizes[slot] = groupSize;
        if (rungs[slot] != Rung.STABLE || seq <= stable) {
            complete(slot);
        }
    }

    /** Ends the wait for a join or leave and returns its token. */
    long take(long seq) {
        int slot = slotOf(seq);
        free(slot);
        return tokens[slot];
    }

    /** Fails a message, unless its publisher asked for no more than it has got. */
    void fail(long seq, ClusterException why) {
        if (isOpen(seq)) {
            listener.onFailed(take(seq), why);
        }
    }

    /** Everybody has the messages up to this number. */
    void stable(long seq) {
        for (long next = Math.max(stable + 1, first); next <= seq; next++) {
            if (isOpen(next) && states[slotOf(next)] == DELIVERED) {
                complete(slotOf(next));
            }
        }
        stable = Math.max(stable, seq);
    }

    /** Fails everything that waits, in the order of sending. */
    void failAll(ClusterException why) {
        for (long seq = first; seq <= last; seq++) {
            if (isOpen(seq)) {
                listener.onFailed(tokens[slotOf(seq)], why);
            }
        }
        Arrays.fill(states, FREE);
        first = last + 1;
    }

    private void complete(int slot) {
        GroupViewId view = views[slot];
        if (view == null) {
            throw new IllegalStateException("a join or leave has no receipt");
        }
        Receipt receipt = new Receipt(view, sequences[slot], groupSizes[slot], rungs[slot]);
        free(slot);
        listener.onReceipt(tokens[slot], receipt);
    }

    private void free(int slot) {
        states[slot] = FREE;
        views[slot] = null;
        skipFree();
    }

    /** Messages that are not waited for take no slot. */
    private boolean isOpen(long seq) {
        int slot = slotOf(seq);
        return states[slot] != FREE && seqs[slot] == seq;
    }

    private void skipFree() {
        while (first <= last && !isOpen(first)) {
            first++;
        }
    }

    private int slotOf(long seq) {
        return (int) seq & (states.length - 1);
    }
}
