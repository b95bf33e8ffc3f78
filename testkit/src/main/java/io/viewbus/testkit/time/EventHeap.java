/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.time;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A queue of actions by time, then by order of addition. A heap in plain arrays, because a run puts millions of events
 * through it and a queue of objects was a tenth of its time.
 */
final class EventHeap {

    private static final int CHILDREN = 4;
    private static final int FIRST_CAPACITY = 256;

    private long[] atNs = new long[FIRST_CAPACITY];
    private long[] order = new long[FIRST_CAPACITY];
    private @Nullable Runnable[] actions = new Runnable[FIRST_CAPACITY];
    private int size;
    private long added;

    boolean isEmpty() {
        return size == 0;
    }

    /** Returns when the first one is due; there must be one. */
    long firstNs() {
        return atNs[0];
    }

    void add(long dueNs, Runnable action) {
        if (size == atNs.length) {
            grow();
        }
        int place = size++;
        long number = added++;
        while (place > 0) {
            int parent = (place - 1) / CHILDREN;
            // What is added later is never before an equal one.
            if (atNs[parent] <= dueNs) {
                break;
            }
            move(parent, place);
            place = parent;
        }
        put(place, dueNs, number, action);
    }

    /** Removes the first one; there must be one. */
    Runnable remove() {
        Runnable first = actions[0];
        if (first == null) {
            throw new IllegalStateException("there is no event");
        }
        size--;
        Runnable last = actions[size];
        actions[size] = null;
        if (size > 0 && last != null) {
            sink(atNs[size], order[size], last);
        }
        return first;
    }

    private void sink(long dueNs, long number, Runnable action) {
        int place = 0;
        for (int child = 1; child < size; child = CHILDREN * place + 1) {
            int least = leastOf(child, Math.min(child + CHILDREN, size));
            if (!isBefore(atNs[least], order[least], dueNs, number)) {
                break;
            }
            move(least, place);
            place = least;
        }
        put(place, dueNs, number, action);
    }

    private int leastOf(int from, int to) {
        int least = from;
        for (int i = from + 1; i < to; i++) {
            if (isBefore(atNs[i], order[i], atNs[least], order[least])) {
                least = i;
            }
        }
        return least;
    }

    private static boolean isBefore(long oneNs, long oneNumber, long otherNs, long otherNumber) {
        return oneNs < otherNs || (oneNs == otherNs && oneNumber < otherNumber);
    }

    private void move(int from, int to) {
        atNs[to] = atNs[from];
        order[to] = order[from];
        actions[to] = actions[from];
    }

    private void put(int place, long dueNs, long number, Runnable action) {
        atNs[place] = dueNs;
        order[place] = number;
        actions[place] = action;
    }

    private void grow() {
        int capacity = 2 * atNs.length;
        atNs = Arrays.copyOf(atNs, capacity);
        order = Arrays.copyOf(order, capacity);
        actions = Arrays.copyOf(actions, capacity);
    }
}
