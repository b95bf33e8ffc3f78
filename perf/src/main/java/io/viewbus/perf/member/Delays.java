/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How long messages took, from when they were due at their sender until they were delivered here: those of this member, and those
 * of others. All processes of a machine have one clock. Written by the thread that delivers.
 */
final class Delays {

    private static final long LONGEST_NS = TimeUnit.MINUTES.toNanos(5);
    private static final int DIGITS = 3;

    private final MemberTask task;
    private final Histogram own = new Histogram(LONGEST_NS, DIGITS);
    private final Histogram others = new Histogram(LONGEST_NS, DIGITS);
    private final boolean isWanted;
    private volatile long fromNs;
    private volatile long untilNs;

    Delays(MemberTask task) {
        this.task = task;
        this.isWanted = task.rate() > 0;
    }

    /** Lets those messages count that are due in a time to come, whenever they are delivered. */
    void count(long fromNs, long untilNs) {
        this.fromNs = fromNs;
        this.untilNs = untilNs;
    }

    void record(int sender, long dueNs) {
        if (isWanted && dueNs - fromNs >= 0 && untilNs - dueNs > 0) {
            long delayNs = Math.min(LONGEST_NS, Math.max(0, System.nanoTime() - dueNs));
            (task.memberOf(sender) == task.index() ? own : others).recordValue(delayNs);
        }
    }

    /** Read when all was delivered. */
    Histogram own() {
        return own;
    }

    /** Read when all was delivered. */
    Histogram others() {
        return others;
    }
}
