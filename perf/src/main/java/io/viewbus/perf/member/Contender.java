/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import java.time.Duration;

/**
 * A messaging system as one member sees it. Writes every message that it delivers, the member's own among them, into the
 * {@link Ledger} it was made with. Driven by one thread; what fails in the background goes to {@link Ledger#fail}.
 */
public interface Contender extends AutoCloseable {

    /**
     * Blocks until every member can hear every other.
     *
     * @param timeout after which to give up
     * @throws InterruptedException if the thread is interrupted
     */
    void join(Duration timeout) throws InterruptedException;

    /** Starts to publish stamped messages, each as soon as the system takes it. */
    void start();

    /**
     * Stops publishing.
     *
     * @param timeout after which to give up
     * @return how many messages were published since the start
     * @throws InterruptedException if the thread is interrupted
     */
    long stop(Duration timeout) throws InterruptedException;

    /** Leaves and releases everything. */
    @Override
    void close();
}
