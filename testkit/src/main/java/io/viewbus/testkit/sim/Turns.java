/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.time.SimRandom;
import io.viewbus.testkit.time.VirtualTime;

/** When an agent is turned next. Earlier wishes win; there is one wish at a time. */
final class Turns {

    private static final long NEVER = Long.MAX_VALUE;
    private static final long US = 1000;

    private final VirtualTime time;
    private final SimRandom random;
    private final Runnable turn;
    private final Runnable whenDue = this::due;
    private long nextNs = NEVER;
    /** When an event is due that an earlier wish has overtaken: a later wish may use it. */
    private long spareNs = NEVER;

    private boolean stopped;

    Turns(VirtualTime time, SimRandom random, Runnable turn) {
        this.time = time;
        this.random = random;
        this.turn = turn;
    }

    /** Wishes a turn at once, as a loop that spins or naps for a moment would take it. */
    void soon() {
        within(20 * US, 1000 * US);
    }

    void within(long leastNs, long mostNs) {
        if (stopped || nextNs <= time.nanoTime() + leastNs) {
            return;
        }
        long nowNs = time.nanoTime();
        if (spareNs >= nowNs + leastNs && spareNs <= nowNs + mostNs && spareNs < nextNs) {
            nextNs = spareNs;
            spareNs = NEVER;
            return;
        }
        long atNs = nowNs + random.between(leastNs, mostNs);
        if (atNs < nextNs) {
            spareNs = nextNs;
            nextNs = atNs;
            time.after(atNs - nowNs, whenDue);
        }
    }

    void stop() {
        stopped = true;
    }

    private void due() {
        // Another wish may have won since this one was scheduled.
        if (!stopped && nextNs == time.nanoTime()) {
            nextNs = NEVER;
            turn.run();
        }
    }
}
