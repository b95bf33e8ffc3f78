/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.runtime;

import io.viewbus.view.ClusterException.Disposed;
import io.viewbus.view.ClusterException.Failed;
import io.viewbus.view.Outcome;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What some thread does for a {@link MemberAgent}: turns it until it is done, then releases it. Others ask it to leave or to stop;
 * it ends from within, since an interrupt would close the channels of the transport under the agent's feet.
 */
final class AgentDuty {

    private static final Logger LOG = LoggerFactory.getLogger(AgentDuty.class);

    private final MemberAgent agent;
    private final Consumer<MemberAgent> betweenTurns;
    private final Runnable afterwards;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean leaveWanted;
    private volatile boolean stopWanted;
    private boolean isBroken;

    AgentDuty(MemberAgent agent, Consumer<MemberAgent> betweenTurns, Runnable afterwards) {
        this.agent = agent;
        this.betweenTurns = betweenTurns;
        this.afterwards = afterwards;
    }

    String name() {
        return agent.roleName();
    }

    // ---- on any thread ----------------------------------------------------------------------------------------------

    /** Makes the agent leave gracefully. */
    void leave() {
        leaveWanted = true;
    }

    /** Makes the agent stop at once, without waiting for the others. */
    void stop() {
        stopWanted = true;
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    boolean awaitEnd(long timeoutNs) throws InterruptedException {
        return ended.await(timeoutNs, TimeUnit.NANOSECONDS);
    }

    // ---- on the thread that has the duty ----------------------------------------------------------------------------

    boolean isDone() {
        return isBroken || agent.isDone();
    }

    /** Turns the agent once. Returns how much was done. */
    int turn() {
        try {
            obeyCommands();
            betweenTurns.accept(agent);
            return agent.doWork();
        } catch (Throwable t) {
            // An Error cannot be survived, but the subscribers must hear of it.
            LOG.error("{} ended", name(), t);
            isBroken = true;
            agent.fail(new Failed(name() + " ended: " + t, t));
            return 1;
        }
    }

    private void obeyCommands() {
        if (stopWanted) {
            agent.fail(new Disposed("the membership was disposed of", Outcome.UNKNOWN));
        } else if (leaveWanted) {
            agent.leave();
        }
    }

    /** Ends the duty; when the agent is done. */
    void release() {
        try {
            agent.onClose();
        } finally {
            ended.countDown();
            afterwards.run();
        }
    }
}
