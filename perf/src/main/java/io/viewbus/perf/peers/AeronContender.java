/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import io.viewbus.perf.member.Contender;
import io.viewbus.perf.member.MemberIdle;
import io.viewbus.perf.member.Setup;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.agrona.concurrent.AgentRunner;
import org.jspecify.annotations.Nullable;

/**
 * Aeron with nothing on top: every member sends to all others and reads what they send. No views, no agreed order, no
 * stability; the floor on which Viewbus stands, and the yardstick of what it adds.
 */
public final class AeronContender implements Contender {

    private final Setup setup;
    private @Nullable AeronAgent agent;
    private @Nullable AgentRunner runner;

    /**
     * Makes the contender.
     *
     * @param setup what it works with: one load; the order is always that of each sender
     */
    public AeronContender(Setup setup) {
        this.setup = setup;
    }

    @Override
    public void join(Duration timeout) throws InterruptedException {
        AeronTuning tuning = AeronTuning.ofLoopback();
        EmbeddedDriver driver = EmbeddedDriver.launch(tuning, setup.ledger()::fail);
        agent = new AeronAgent(setup, tuning, driver);
        runner = new AgentRunner(MemberIdle.of(setup.task()), setup.ledger()::fail, null, agent);
        AgentRunner.startOnThread(runner);
        await(agent.connected(), timeout, "the members did not all hear each other");
    }

    @Override
    public void start() {
        agent().sending().start();
    }

    @Override
    public void stop(Duration timeout) throws InterruptedException {
        await(agent().sending().stopped(), timeout, "the member did not stop sending");
    }

    private AeronAgent agent() {
        if (agent == null) {
            throw new IllegalStateException("not joined");
        }
        return agent;
    }

    private static void await(CompletableFuture<Void> future, Duration timeout, String otherwise)
            throws InterruptedException {
        try {
            future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
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
