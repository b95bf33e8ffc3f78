/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import io.aeron.cluster.client.AeronCluster;
import io.viewbus.perf.member.Contender;
import io.viewbus.perf.member.Setup;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Aeron Cluster: a node of a replicated log in each member, and a client that sends into it and gets everything back that any client
 * sent, in one order that a majority has on record.
 */
public final class AeronClusterContender implements Contender {

    private static final long MIN_PARK_NS = 1_000;
    private static final long MAX_PARK_NS = 50_000;

    private final Setup setup;
    private @Nullable ClusterNode node;
    private @Nullable ClusterClientAgent agent;
    private @Nullable AgentRunner runner;

    /**
     * Makes the contender.
     *
     * @param setup what it works with: one load
     */
    public AeronClusterContender(Setup setup) {
        this.setup = setup;
    }

    @Override
    public void join(Duration timeout) {
        ClusterNode running = new ClusterNode(setup.task(), setup.ledger()::fail);
        node = running;
        ClusterClientAgent client = new ClusterClientAgent(
                setup,
                listener -> AeronCluster.connect(new AeronCluster.Context()
                        .aeronDirectoryName(running.driverDirectory())
                        .ingressChannel(running.ingressChannel())
                        .ingressEndpoints(running.ingressEndpoints())
                        .egressChannel("aeron:udp?endpoint=127.0.0.1:0")
                        .messageTimeoutNs(timeout.toNanos())
                        .egressListener(listener)));
        agent = client;
        runner = new AgentRunner(
                new BackoffIdleStrategy(10, 10, MIN_PARK_NS, MAX_PARK_NS), setup.ledger()::fail, null, client);
        AgentRunner.startOnThread(runner);
    }

    @Override
    public void start() {
        agent().sending().start();
    }

    @Override
    public void stop(Duration timeout) throws InterruptedException {
        try {
            agent().sending().stopped().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            setup.ledger().requireSound();
            throw new IllegalStateException("the client did not stop sending within " + timeout.toSeconds() + " s", e);
        }
    }

    private ClusterClientAgent agent() {
        if (agent == null) {
            throw new IllegalStateException("not joined");
        }
        return agent;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(runner, node);
    }
}
