/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.logbuffer.Header;
import io.viewbus.perf.member.Ledger;
import io.viewbus.perf.member.Load;
import io.viewbus.perf.member.Setup;
import io.viewbus.perf.member.Throttle;
import io.viewbus.perf.member.TurnSender;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;

/** The thread of a client: receives, then sends. */
final class ClusterClientAgent implements Agent, EgressListener {

    private static final long KEEP_ALIVE_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int BATCH_BYTES = 8 * 1024;

    private final Ledger ledger;
    private final Throttle throttle;
    private final AeronCluster client;
    private final TurnSender sending;
    private long keepAliveNs = System.nanoTime();

    ClusterClientAgent(Setup setup, Function<EgressListener, AeronCluster> connector) {
        ledger = setup.ledger();
        Load load = setup.loads().get(0);
        throttle = setup.throttle();
        client = connector.apply(this);
        sending = new TurnSender(load, BATCH_BYTES / load.size(), client::offer, new AeronRefusal("Aeron Cluster"));
    }

    @Override
    public int doWork() {
        int work = throttle.tryTake() ? client.pollEgress() : 0;
        work += sending.send();
        long nowNs = System.nanoTime();
        if (nowNs - keepAliveNs > KEEP_ALIVE_NS && client.sendKeepAlive()) {
            keepAliveNs = nowNs;
        }
        return work;
    }

    @Override
    public void onMessage(
            long clusterSessionId, long timestamp, DirectBuffer buffer, int offset, int length, Header header) {
        ledger.record(buffer, offset);
    }

    TurnSender sending() {
        return sending;
    }

    @Override
    public void onClose() {
        client.close();
    }

    @Override
    public String roleName() {
        return "aeron-cluster-client";
    }
}
