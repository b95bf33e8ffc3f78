/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * How the one thread of a member rests that had nothing to do, the same for all systems that are measured on one thread. Where members
 * share cores, who spins takes the time of whom it waits for: it yields a few times, and then rests for as short as the system can.
 */
public final class MemberIdle {

    private static final int TRIES = 10;
    private static final int YIELDS_ON_SHARED_CORES = 5;
    private static final long MIN_PARK_NS = 1_000;
    private static final long MAX_PARK_NS = 50_000;

    private MemberIdle() {}

    /**
     * Makes the strategy of a member.
     *
     * @param task what it does
     * @return the strategy
     */
    public static IdleStrategy of(MemberTask task) {
        boolean isSaturated = task.rate() == 0;
        boolean areCoresShared = Runtime.getRuntime().availableProcessors() <= task.members();
        return isSaturated && areCoresShared
                ? new BackoffIdleStrategy(0, YIELDS_ON_SHARED_CORES, MIN_PARK_NS, MAX_PARK_NS)
                : new BackoffIdleStrategy(TRIES, TRIES, MIN_PARK_NS, MAX_PARK_NS);
    }
}
