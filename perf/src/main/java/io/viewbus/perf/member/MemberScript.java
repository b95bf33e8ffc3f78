/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;

/**
 * What every member does, whatever the system. At each step it tells the parent and waits until all others are as far:
 *
 * <pre>
 * join                       ready
 *                        go
 * warm up, measure, stop     measured MESSAGES NANOS SENT
 *                        drain TOTAL
 * deliver all TOTAL          done DIGEST
 *                        leave
 * </pre>
 */
public final class MemberScript {

    /** How long joining may take. */
    public static final Duration JOIN_TIMEOUT = Duration.ofSeconds(40);

    /** How long it may take until all that was published is accepted by everybody, and then delivered. */
    public static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(30);

    /** Longer than the slowest other member may need for a step. */
    private static final Duration OTHERS_TIMEOUT = JOIN_TIMEOUT.plus(DRAIN_TIMEOUT);

    private static final Duration LOOK = Duration.ofMillis(20);

    private final MemberTask task;
    private final Contender contender;
    private final Ledger ledger;
    private final ParentLine parent;

    /**
     * Makes the script of one member.
     *
     * @param task what to do
     * @param contender the system
     * @param ledger where the system writes what it delivers
     * @param in where the parent speaks
     * @param out where it listens
     */
    public MemberScript(MemberTask task, Contender contender, Ledger ledger, InputStream in, PrintStream out) {
        this.task = task;
        this.contender = contender;
        this.ledger = ledger;
        this.parent = new ParentLine(in, out);
    }

    /**
     * Plays it from beginning to end.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void play() throws InterruptedException {
        contender.join(JOIN_TIMEOUT);
        parent.say("ready");
        parent.await("go", OTHERS_TIMEOUT);
        measure();
        drain(Long.parseLong(parent.await("drain", OTHERS_TIMEOUT)));
        parent.await("leave", OTHERS_TIMEOUT);
    }

    private void measure() throws InterruptedException {
        contender.start();
        ledger.pass(task.warmup());
        long countBefore = ledger.delivered();
        long startNs = System.nanoTime();
        ledger.pass(task.duration());
        long count = ledger.delivered() - countBefore;
        long durationNs = System.nanoTime() - startNs;
        long sent = contender.stop(DRAIN_TIMEOUT);
        ledger.requireSound();
        parent.say("measured " + count + " " + durationNs + " " + sent);
    }

    private void drain(long total) throws InterruptedException {
        awaitDelivered(total);
        long delivered = ledger.delivered();
        if (delivered != total) {
            throw new IllegalStateException(delivered + " of " + total + " messages were delivered");
        }
        parent.say("done " + Long.toHexString(ledger.digest()));
    }

    /** Looks now and then: to be told of each delivery would be measured too. */
    private void awaitDelivered(long total) throws InterruptedException {
        long startNs = System.nanoTime();
        while (ledger.delivered() < total && System.nanoTime() - startNs < DRAIN_TIMEOUT.toNanos()) {
            ledger.pass(LOOK);
        }
    }
}
