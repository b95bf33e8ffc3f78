/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.runtime;

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/** On what a member runs: two threads of its own, or one that the program lends ({@link MemberInvoker}). Belongs to one member. */
public abstract sealed class MemberThreads permits OwnThreads, MemberInvoker {

    private static final long MIN_PARK_NS = 1_000;
    private static final long MAX_PARK_NS = 500_000;

    /**
     * Makes two threads, one for the agent and one for subscribers. The second is started.
     *
     * @param name of the second; the agent's thread is named after its member
     * @return the threads
     */
    public static MemberThreads own(String name) {
        return new OwnThreads(name);
    }

    static IdleStrategy idle() {
        return new BackoffIdleStrategy(10, 10, MIN_PARK_NS, MAX_PARK_NS);
    }

    /**
     * Returns where subscribers are called.
     *
     * @return the loop; closed with the membership
     */
    public abstract DeliveryLoop loop();

    abstract void start(AgentDuty duty);

    /** Tells whether the caller is called by the member, so that waiting for the member would be for ever. */
    abstract boolean isCalling();

    /** Waits for the end of what was started. */
    abstract boolean awaitEnd(AgentDuty duty, long timeoutNs) throws InterruptedException;
}
