/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import java.time.Duration;

/**
 * A messaging system as one member sees it, with a sender for each {@link Load} it was made with. Writes every message that it
 * delivers, the member's own among them, into the {@link Ledger}, and every view if it knows any. Driven by one thread; what fails
 * in the background goes to {@link Ledger#fail}.
 */
public interface Contender extends AutoCloseable {

    /**
     * Blocks until every member can hear every other; for a newcomer, until it is in.
     *
     * @param timeout after which to give up
     * @throws InterruptedException if the thread is interrupted
     */
    void join(Duration timeout) throws InterruptedException;

    /** Starts the senders. */
    void start();

    /**
     * Waits until the senders have ended, after the end of their loads, and what they sent is accepted.
     *
     * @param timeout after which to give up
     * @throws InterruptedException if the thread is interrupted
     */
    void stop(Duration timeout) throws InterruptedException;

    /** Leaves and releases everything. */
    @Override
    void close();
}
