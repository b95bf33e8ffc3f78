/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import io.viewbus.perf.member.Contender;
import io.viewbus.perf.member.Ledger;
import io.viewbus.perf.member.MemberTask;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Aeron with nothing on top: every member sends to all others and reads what they send. No views, no agreed order, no
 * stability; the floor on which Viewbus stands, and the yardstick of what it adds.
 */
public final class AeronContender implements Contender {

    private static final long MIN_PARK_NS = 1_000;
    private static final long MAX_PARK_NS = 500_000;

    private final MemberTask task;
    private final Ledger ledger;
    private @Nullable AeronAgent agent;
    private @Nullable AgentRunner runner;

    /**
     * Makes the contender.
     *
     * @param task what to do; the order is always that of each sender
     * @param ledger where deliveries go
     */
    public AeronContender(MemberTask task, Ledger ledger) {
        this.task = task;
        this.ledger = ledger;
    }

    @Override
    public void join(Duration timeout) throws InterruptedException {
        AeronTuning tuning = AeronTuning.ofLoopback();
        EmbeddedDriver driver = EmbeddedDriver.launch(tuning, ledger::fail);
        agent = new AeronAgent(task, tuning, driver, ledger);
        runner = new AgentRunner(new BackoffIdleStrategy(10, 10, MIN_PARK_NS, MAX_PARK_NS), ledger::fail, null, agent);
        AgentRunner.startOnThread(runner);
        await(agent.connected(), timeout, "the members did not all hear each other");
    }

    @Override
    public void start() {
        agent().startSending();
    }

    @Override
    public long stop(Duration timeout) throws InterruptedException {
        return await(agent().stopSending(), timeout, "the member did not stop sending");
    }

    private AeronAgent agent() {
        if (agent == null) {
            throw new IllegalStateException("not joined");
        }
        return agent;
    }

    private static <T> T await(CompletableFuture<T> future, Duration timeout, String otherwise)
            throws InterruptedException {
        try {
            return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(otherwise + " within " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        if (runner != null) {
            runner.close();
        }
    }
}
