/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.time;

import org.agrona.concurrent.NanoClock;

/**
 * A clock that stands still except when the next event is run, and the queue of these events. Events of one instant run
 * in the order in which they were scheduled. Used by one thread.
 */
public final class VirtualTime implements NanoClock {

    /** Not zero, so that code which takes 0 for "never" is found out by nobody but its own tests. */
    private static final long START_NS = 1_000_000_000L;

    private final EventHeap events = new EventHeap();
    private long nowNs = START_NS;

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
        events.add(nowNs + delayNs, action);
    }

    /**
     * Runs all events of a span of time, which then is over.
     *
     * @param spanNs how long
     */
    public void advance(long spanNs) {
        long endNs = nowNs + spanNs;
        while (!events.isEmpty() && events.firstNs() <= endNs) {
            nowNs = events.firstNs();
            events.remove().run();
        }
        nowNs = endNs;
    }
}
