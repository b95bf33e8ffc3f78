/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.protocol.DataHeaderFlyweight;
import io.viewbus.perf.member.Ledger;
import io.viewbus.perf.member.Load;
import io.viewbus.perf.member.MemberTask;
import io.viewbus.perf.member.Setup;
import io.viewbus.perf.member.Throttle;
import java.util.concurrent.CompletableFuture;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The one thread of a member: driver, client, receiving, sending, in this order, so that a sender never starves its own
 * receiver.
 */
final class AeronAgent implements Agent {

    private static final int FRAGMENT_LIMIT = 256;

    private final Load load;
    private final Throttle throttle;
    private final String name;
    private final EmbeddedDriver driver;
    private final ExclusivePublication publication;
    private final Subscription[] subscriptions;
    private final FragmentHandler handler;
    private final UnsafeBuffer message;
    private final int batch;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile boolean isSending;

    AeronAgent(Setup setup, AeronTuning tuning, EmbeddedDriver driver) {
        MemberTask task = setup.task();
        Ledger ledger = setup.ledger();
        load = setup.loads().get(0);
        throttle = setup.throttle();
        name = "aeron-member-" + task.index();
        this.driver = driver;
        AeronChannels channels = new AeronChannels(task, tuning);
        Aeron client = driver.client();
        publication = client.addExclusivePublication(channels.publication(), AeronChannels.STREAM);
        subscriptions = new Subscription[task.members()];
        for (int sender = 0; sender < subscriptions.length; sender++) {
            subscriptions[sender] = client.addSubscription(channels.subscription(sender), AeronChannels.STREAM);
        }
        handler = new FragmentAssembler((buffer, offset, length, header) -> ledger.record(buffer, offset));
        message = new UnsafeBuffer(BufferUtil.allocateDirectAligned(task.size(), BitUtil.CACHE_LINE_LENGTH));
        batch = Math.max(1, tuning.mtu() / (task.size() + DataHeaderFlyweight.HEADER_LENGTH));
    }

    @Override
    public int doWork() {
        int work = driver.invoke() + receive();
        if (load.isStopped()) {
            stopped.complete(null);
        } else if (isSending) {
            work += send();
        } else if (!connected.isDone() && isConnected()) {
            connected.complete(null);
        }
        return work;
    }

    private boolean isConnected() {
        for (Subscription subscription : subscriptions) {
            if (!subscription.isConnected()) {
                return false;
            }
        }
        return publication.isConnected();
    }

    private int receive() {
        if (!throttle.tryTake()) {
            return 0;
        }
        int fragments = 0;
        for (Subscription subscription : subscriptions) {
            fragments += subscription.poll(handler, throttle.batch(FRAGMENT_LIMIT));
        }
        return fragments;
    }

    /** Fills about one datagram, which is what the driver sends in a turn. */
    private int send() {
        int count = 0;
        while (count < batch && load.isDue() && offer()) {
            count++;
        }
        return count;
    }

    private boolean offer() {
        load.writeTo(message, 0);
        long result = publication.offer(message, 0, load.size());
        if (result > 0) {
            load.sent();
            return true;
        }
        if (result != Publication.BACK_PRESSURED && result != Publication.ADMIN_ACTION) {
            throw new IllegalStateException("Aeron refused a message: " + Publication.errorString(result));
        }
        return false;
    }

    /** Completes when this member hears all others, and all others hear it. */
    CompletableFuture<Void> connected() {
        return connected;
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
        driver.close();
    }

    @Override
    public String roleName() {
        return name;
    }
}
