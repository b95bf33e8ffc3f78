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
import io.viewbus.perf.member.MemberTask;
import io.viewbus.perf.member.Stamp;
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

    private final MemberTask task;
    private final EmbeddedDriver driver;
    private final ExclusivePublication publication;
    private final Subscription[] subscriptions;
    private final FragmentHandler handler;
    private final UnsafeBuffer message;
    private final int batch;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final CompletableFuture<Long> stopped = new CompletableFuture<>();
    private volatile boolean isSending;
    private volatile boolean isStopping;
    private long sent;

    AeronAgent(MemberTask task, AeronTuning tuning, EmbeddedDriver driver, Ledger ledger) {
        this.task = task;
        this.driver = driver;
        AeronChannels channels = new AeronChannels(task, tuning);
        Aeron client = driver.client();
        publication = client.addExclusivePublication(channels.publication(), AeronChannels.STREAM);
        subscriptions = new Subscription[task.members()];
        for (int sender = 0; sender < subscriptions.length; sender++) {
            subscriptions[sender] = client.addSubscription(channels.subscription(sender), AeronChannels.STREAM);
        }
        handler = new FragmentAssembler((buffer, offset, length, header) -> ledger.record(buffer.getLong(offset)));
        message = new UnsafeBuffer(BufferUtil.allocateDirectAligned(task.size(), BitUtil.CACHE_LINE_LENGTH));
        batch = Math.max(1, tuning.mtu() / (task.size() + DataHeaderFlyweight.HEADER_LENGTH));
    }

    @Override
    public int doWork() {
        int work = driver.invoke() + receive();
        if (isStopping) {
            stopped.complete(sent);
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
        int fragments = 0;
        for (Subscription subscription : subscriptions) {
            fragments += subscription.poll(handler, FRAGMENT_LIMIT);
        }
        return fragments;
    }

    /** Fills about one datagram, which is what the driver sends in a turn. */
    private int send() {
        int count = 0;
        while (count < batch && offer()) {
            count++;
        }
        return count;
    }

    private boolean offer() {
        message.putLong(0, Stamp.of(task.index(), sent));
        long result = publication.offer(message, 0, task.size());
        if (result > 0) {
            sent++;
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

    /** Completes with the number of messages sent. */
    CompletableFuture<Long> stopSending() {
        isStopping = true;
        return stopped;
    }

    @Override
    public void onClose() {
        driver.close();
    }

    @Override
    public String roleName() {
        return "aeron-member-" + task.index();
    }
}
