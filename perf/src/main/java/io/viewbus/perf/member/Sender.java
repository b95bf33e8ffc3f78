/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import java.time.Duration;
import java.util.List;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/** A thread that offers what is due, for systems that are called and answer whether they took it. */
public final class Sender {

    private static final long MIN_PARK_NS = 500_000;
    private static final long MAX_PARK_NS = 1_000_000;

    /** How a message is offered. */
    @FunctionalInterface
    public interface Offer {

        /**
         * Offers the message that is due.
         *
         * @param load makes it
         * @return true if it was taken
         * @throws Exception if the system failed
         */
        boolean tryOffer(Load load) throws Exception;
    }

    private final Load load;
    private final Offer offer;
    private final Ledger ledger;
    private final Runnable onEnd;
    private final Thread thread;

    /**
     * Makes the thread.
     *
     * @param load what is due, and when
     * @param offer how it is offered
     * @param ledger who is told if that fails
     */
    public Sender(Load load, Offer offer, Ledger ledger) {
        this(load, offer, ledger, () -> {});
    }

    Sender(Load load, Offer offer, Ledger ledger, Runnable onEnd) {
        this.load = load;
        this.offer = offer;
        this.ledger = ledger;
        this.onEnd = onEnd;
        this.thread = new Thread(this::run, "sender-" + load.sender());
        thread.setDaemon(true);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    private void run() {
        IdleStrategy idle = new BackoffIdleStrategy(0, 1, MIN_PARK_NS, MAX_PARK_NS);
        try {
            while (!load.isStopped()) {
                if (!load.isDue()) {
                    load.awaitDue();
                } else if (offer.tryOffer(load)) {
                    load.sent();
                    idle.reset();
                } else {
                    idle.idle();
                }
            }
            onEnd.run();
        } catch (Exception e) {
            ledger.fail(e);
        }
    }

    /**
     * Waits for the ends of threads, after those of their loads.
     *
     * @param senders the threads
     * @param timeout after which to give up, for each
     * @throws InterruptedException if the thread is interrupted
     */
    public static void joinAll(List<Sender> senders, Duration timeout) throws InterruptedException {
        for (Sender sender : senders) {
            sender.join(timeout);
        }
    }

    /**
     * Waits for the end of the thread, after that of the load.
     *
     * @param timeout after which to give up
     * @throws InterruptedException if the thread is interrupted
     */
    public void join(Duration timeout) throws InterruptedException {
        thread.join(timeout.toMillis());
        if (thread.isAlive()) {
            throw new IllegalStateException("a sender did not stop within " + timeout.toSeconds() + " s");
        }
    }
}
