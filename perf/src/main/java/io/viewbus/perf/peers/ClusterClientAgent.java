/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import io.aeron.Publication;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.logbuffer.Header;
import io.viewbus.perf.member.Ledger;
import io.viewbus.perf.member.Load;
import io.viewbus.perf.member.Setup;
import io.viewbus.perf.member.Throttle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.UnsafeBuffer;

/** The thread of a client: receives, then sends. */
final class ClusterClientAgent implements Agent, EgressListener {

    private static final long KEEP_ALIVE_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int BATCH_BYTES = 8 * 1024;

    private final Ledger ledger;
    private final Load load;
    private final Throttle throttle;
    private final AeronCluster client;
    private final UnsafeBuffer message;
    private final int batch;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile boolean isSending;
    private long keepAliveNs = System.nanoTime();

    ClusterClientAgent(Setup setup, Function<EgressListener, AeronCluster> connector) {
        ledger = setup.ledger();
        load = setup.loads().get(0);
        throttle = setup.throttle();
        client = connector.apply(this);
        message = new UnsafeBuffer(BufferUtil.allocateDirectAligned(load.size(), BitUtil.CACHE_LINE_LENGTH));
        batch = Math.max(1, BATCH_BYTES / load.size());
    }

    @Override
    public int doWork() {
        int work = throttle.tryTake() ? client.pollEgress() : 0;
        if (load.isStopped()) {
            stopped.complete(null);
        } else if (isSending) {
            work += send();
        }
        long nowNs = System.nanoTime();
        if (nowNs - keepAliveNs > KEEP_ALIVE_NS && client.sendKeepAlive()) {
            keepAliveNs = nowNs;
        }
        return work;
    }

    private int send() {
        int count = 0;
        while (count < batch && load.isDue() && offer()) {
            count++;
        }
        return count;
    }

    private boolean offer() {
        load.writeTo(message, 0);
        long result = client.offer(message, 0, load.size());
        if (result > 0) {
            load.sent();
            return true;
        }
        if (result != Publication.BACK_PRESSURED && result != Publication.ADMIN_ACTION) {
            throw new IllegalStateException("Aeron Cluster refused a message: " + Publication.errorString(result));
        }
        return false;
    }

    @Override
    public void onMessage(
            long clusterSessionId, long timestamp, DirectBuffer buffer, int offset, int length, Header header) {
        ledger.record(buffer, offset);
    }

    void startSending() {
        isSending = true;
    }

    /** Completes when nothing more is sent, after the end of the load. */
    CompletableFuture<Void> stopped() {
        return stopped;
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
