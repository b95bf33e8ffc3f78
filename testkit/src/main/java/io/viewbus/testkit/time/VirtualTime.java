/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.time;

import java.util.PriorityQueue;
import org.agrona.concurrent.NanoClock;

/**
 * A clock that stands still except when the next event is run, and the queue of these events. Events of one instant run
 * in the order in which they were scheduled. Used by one thread.
 */
public final class VirtualTime implements NanoClock {

    /** Not zero, so that code which takes 0 for "never" is found out by nobody but its own tests. */
    private static final long START_NS = 1_000_000_000L;

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long nowNs = START_NS;
    private long nextSequence;

    @Override
    public long nanoTime() {
        return nowNs;
    }

    /**
     * Returns how long this time has been running.
     *
     * @return nanoseconds since the start
     */
    public long elapsedNs() {
        return nowNs - START_NS;
    }

    /**
     * Schedules an action.
     *
     * @param delayNs how long from now, 0 or more
     * @param action what to do
     */
    public void after(long delayNs, Runnable action) {
        if (delayNs < 0) {
            throw new IllegalArgumentException("the past cannot be changed: delay " + delayNs);
        }
        events.add(new Event(nowNs + delayNs, nextSequence++, action));
    }

    /**
     * Runs the next event.
     *
     * @return false if there is none
     */
    public boolean step() {
        Event next = events.poll();
        if (next == null) {
            return false;
        }
        nowNs = next.atNs;
        next.action.run();
        return true;
    }

    /**
     * Runs all events of a span of time, which then is over.
     *
     * @param spanNs how long
     */
    public void advance(long spanNs) {
        long endNs = nowNs + spanNs;
        for (Event next = events.peek(); next != null && next.atNs <= endNs; next = events.peek()) {
            step();
        }
        nowNs = endNs;
    }

    private record Event(long atNs, long sequence, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atNs, other.atNs);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }
}
