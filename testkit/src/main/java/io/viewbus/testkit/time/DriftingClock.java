/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.time;

import org.agrona.concurrent.NanoClock;

/**
 * The clock of one machine: runs a little too fast or too slow against the true time, and may jump forward, as the clock
 * of a machine does that was suspended. Never goes back, since no JVM's does. Used by one thread, for
 * hours and not for years.
 */
public final class DriftingClock implements NanoClock {

    private static final long MILLION = 1_000_000L;

    private final NanoClock trueTime;
    private long rateMillionths = MILLION;
    private long trueBaseNs;
    private long baseNs;

    /**
     * Makes a clock that is right.
     *
     * @param trueTime the time that it follows
     */
    public DriftingClock(NanoClock trueTime) {
        this.trueTime = trueTime;
        trueBaseNs = trueTime.nanoTime();
        baseNs = trueBaseNs;
    }

    /**
     * Runs too fast or too slow from now on.
     *
     * @param millionths how much too fast, in millionths; negative for too slow
     */
    public void drift(long millionths) {
        jump(0);
        rateMillionths = MILLION + millionths;
    }

    /**
     * Jumps forward.
     *
     * @param ns how far, 0 or more
     */
    public void jump(long ns) {
        if (ns < 0) {
            throw new IllegalArgumentException("a monotonic clock does not go back: jump " + ns);
        }
        baseNs = nanoTime() + ns;
        trueBaseNs = trueTime.nanoTime();
    }

    @Override
    public long nanoTime() {
        long elapsedNs = trueTime.nanoTime() - trueBaseNs;
        return baseNs + elapsedNs * rateMillionths / MILLION;
    }
}
