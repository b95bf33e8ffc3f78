/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Makes a subscriber slow. Asked by one thread, engaged and lifted by another. */
public final class Throttle {

    private static final long LONGEST_PARK_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private volatile int rate;
    private long nextNs = System.nanoTime();

    /** Lets so many messages through each second. */
    void engage(int ratePerSecond) {
        rate = ratePerSecond;
    }

    /** Lets everything through. */
    void lift() {
        rate = 0;
    }

    /** Returns how many messages are let through each second, 0 for all. */
    int rate() {
        return rate;
    }

    /**
     * Tells whether a message may be taken now; if so, the next one may only later.
     *
     * @return true if so
     */
    public boolean tryTake() {
        int current = rate;
        if (current == 0) {
            return true;
        }
        long nowNs = System.nanoTime();
        if (nowNs - nextNs < 0) {
            return false;
        }
        nextNs = nowNs + TimeUnit.SECONDS.toNanos(1) / current;
        return true;
    }

    /**
     * Tells how many messages may be taken at once.
     *
     * @param usual how many there are while nothing is throttled
     * @return 1 while something is
     */
    public int batch(int usual) {
        return rate == 0 ? usual : 1;
    }

    /** Blocks until a message may be taken. */
    public void take() {
        while (!tryTake()) {
            LockSupport.parkNanos(Math.min(LONGEST_PARK_NS, Math.max(1, nextNs - System.nanoTime())));
        }
    }
}
