/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.runtime;

import io.viewbus.view.ClusterException.Disposed;
import io.viewbus.view.ClusterException.Failed;
import io.viewbus.view.Outcome;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that turns a {@link MemberAgent} until it is done. Ends the agent from within instead of interrupting it: an
 * interrupt would close the channels of the transport under its feet.
 */
final class AgentThread {

    private static final Logger LOG = LoggerFactory.getLogger(AgentThread.class);
    private static final long MIN_PARK_NS = 1_000;
    private static final long MAX_PARK_NS = 500_000;

    private final MemberAgent agent;
    private final Consumer<MemberAgent> betweenTurns;
    private final Runnable afterwards;
    private final Thread thread;
    private final IdleStrategy idle = new BackoffIdleStrategy(10, 10, MIN_PARK_NS, MAX_PARK_NS);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean leaveWanted;
    private volatile boolean stopWanted;

    AgentThread(MemberAgent agent, Consumer<MemberAgent> betweenTurns, Runnable afterwards) {
        this.agent = agent;
        this.betweenTurns = betweenTurns;
        this.afterwards = afterwards;
        this.thread = new Thread(this::run, agent.roleName());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Makes the agent leave gracefully. */
    void leave() {
        leaveWanted = true;
    }

    /** Makes the agent stop at once, without waiting for the others. */
    void stop() {
        stopWanted = true;
    }

    boolean awaitEnd(long timeoutNs) throws InterruptedException {
        return ended.await(timeoutNs, TimeUnit.NANOSECONDS);
    }

    private void run() {
        try {
            while (!agent.isDone()) {
                obeyCommands();
                betweenTurns.accept(agent);
                idle.idle(agent.doWork());
            }
        } catch (Throwable t) {
            // An Error cannot be survived, but the subscribers must hear of it.
            LOG.error("{} ended", agent.roleName(), t);
            agent.fail(new Failed(agent.roleName() + " ended: " + t, t));
        } finally {
            release();
        }
    }

    private void obeyCommands() {
        if (stopWanted) {
            agent.fail(new Disposed("the membership was disposed of", Outcome.UNKNOWN));
        } else if (leaveWanted) {
            agent.leave();
        }
    }

    private void release() {
        try {
            agent.onClose();
        } finally {
            ended.countDown();
            afterwards.run();
        }
    }
}
