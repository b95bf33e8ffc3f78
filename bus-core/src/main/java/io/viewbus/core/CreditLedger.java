/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.view.Incarnation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What this member sent to one topic and somebody in its group has not consumed yet. */
final class CreditLedger {

    private static final class Consumer {
        private final Incarnation who;
        private long consumed;

        Consumer(Incarnation who, long consumed) {
            this.who = who;
            this.consumed = consumed;
        }
    }

    private static final int INITIAL_CAPACITY = 64;

    private final List<Consumer> consumers = new ArrayList<>();
    private long[] seqs = new long[INITIAL_CAPACITY];
    private int[] lengths = new int[INITIAL_CAPACITY];
    private long head;
    private long tail;
    private long outstanding;

    boolean hasConsumers() {
        return !consumers.isEmpty();
    }

    /** Bytes that wait for the slowest member of the group. */
    long outstanding() {
        return outstanding;
    }

    void sent(long seq, int length) {
        if (head - tail == seqs.length) {
            grow();
        }
        seqs[slotOf(head)] = seq;
        lengths[slotOf(head)] = length;
        head++;
        outstanding += length;
    }

    boolean isConsumer(Incarnation who) {
        return consumers.stream().anyMatch(consumer -> consumer.who.equals(who));
    }

    /** A member entered the group: it owes nothing for what was sent before. */
    void add(Incarnation who, long consumed) {
        remove(who);
        consumers.add(new Consumer(who, consumed));
    }

    void remove(Incarnation who) {
        consumers.removeIf(consumer -> consumer.who.equals(who));
        settle();
    }

    void consumed(Incarnation who, long seq) {
        for (int i = 0; i < consumers.size(); i++) {
            Consumer consumer = consumers.get(i);
            if (consumer.who.equals(who) && seq > consumer.consumed) {
                consumer.consumed = seq;
                settle();
                return;
            }
        }
    }

    /** The members of the group, as far as credit goes. */
    List<Incarnation> consumers() {
        return consumers.stream().map(consumer -> consumer.who).toList();
    }

    private void settle() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < consumers.size(); i++) {
            least = Math.min(least, consumers.get(i).consumed);
        }
        while (tail < head && seqs[slotOf(tail)] <= least) {
            outstanding -= lengths[slotOf(tail)];
            tail++;
        }
    }

    /** The window bounds the number of entries, so this ends soon. */
    private void grow() {
        int oldLength = seqs.length;
        long[] newSeqs = Arrays.copyOf(seqs, 2 * oldLength);
        int[] newLengths = Arrays.copyOf(lengths, 2 * oldLength);
        for (long i = tail; i < head; i++) {
            newSeqs[(int) i & (2 * oldLength - 1)] = seqs[slotOf(i)];
            newLengths[(int) i & (2 * oldLength - 1)] = lengths[slotOf(i)];
        }
        seqs = newSeqs;
        lengths = newLengths;
    }

    private int slotOf(long index) {
        return (int) index & (seqs.length - 1);
    }
}
