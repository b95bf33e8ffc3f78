/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.protocol.DataHeaderFlyweight;
import io.viewbus.perf.member.Ledger;
import io.viewbus.perf.member.MemberTask;
import io.viewbus.perf.member.Setup;
import io.viewbus.perf.member.Throttle;
import io.viewbus.perf.member.TurnSender;
import java.util.concurrent.CompletableFuture;
import org.agrona.concurrent.Agent;

/**
 * The one thread of a member: driver, client, receiving, sending, in this order, so that a sender never starves its own
 * receiver.
 */
final class AeronAgent implements Agent {

    private static final int FRAGMENT_LIMIT = 256;

    private final Throttle throttle;
    private final String name;
    private final EmbeddedDriver driver;
    private final ExclusivePublication publication;
    private final Subscription[] subscriptions;
    private final FragmentHandler handler;
    private final TurnSender sending;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();

    AeronAgent(Setup setup, AeronTuning tuning, EmbeddedDriver driver) {
        MemberTask task = setup.task();
        Ledger ledger = setup.ledger();
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
        // About one datagram in a turn, which is what the driver sends.
        int batch = tuning.mtu() / (task.size() + DataHeaderFlyweight.HEADER_LENGTH);
        sending = new TurnSender(setup.loads().get(0), batch, publication::offer, new AeronRefusal("Aeron"));
    }

    @Override
    public int doWork() {
        int work = driver.invoke() + receive();
        if (!connected.isDone() && isConnected()) {
            connected.complete(null);
        }
        return work + sending.send();
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

    /** Completes when this member hears all others, and all others hear it. */
    CompletableFuture<Void> connected() {
        return connected;
    }

    TurnSender sending() {
        return sending;
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
