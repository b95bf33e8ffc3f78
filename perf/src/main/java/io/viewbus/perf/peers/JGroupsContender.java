/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import io.viewbus.perf.member.Contender;
import io.viewbus.perf.member.Ledger;
import io.viewbus.perf.member.Load;
import io.viewbus.perf.member.MemberTask;
import io.viewbus.perf.member.Sender;
import io.viewbus.perf.member.Setup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.util.MessageBatch;
import org.jspecify.annotations.Nullable;

/**
 * JGroups with one of its shipped stacks. It delivers messages of different senders at the same time, so the ledger is locked, once for a
 * batch; a program that agrees on an order has to do the same.
 */
public final class JGroupsContender implements Contender, Receiver {

    private final Setup setup;
    private final List<Sender> senders;
    private final CountDownLatch complete = new CountDownLatch(1);
    private @Nullable JChannel channel;

    /**
     * Makes the contender.
     *
     * @param setup what it works with: a load for each sender thread
     */
    public JGroupsContender(Setup setup) {
        this.setup = setup;
        this.senders = setup.loads().stream()
                .map(load -> new Sender(load, this::send, setup.ledger()))
                .toList();
    }

    @Override
    public void join(Duration timeout) throws InterruptedException {
        MemberTask task = setup.task();
        try {
            JChannel made = JGroupsStack.create(task);
            channel = made;
            made.name("member-" + task.index());
            made.setReceiver(this);
            made.connect(task.place().cluster());
        } catch (Exception e) {
            throw new IllegalStateException("JGroups did not connect: " + e, e);
        }
        if (!complete.await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("the members did not all join within " + timeout.toSeconds() + " s");
        }
    }

    @Override
    public void viewAccepted(View view) {
        JChannel joined = channel();
        boolean isCoordinator = view.getCoord().equals(joined.getAddress());
        synchronized (this) {
            setup.ledger().view(String.valueOf(view.getViewId().getId()), view.size(), isCoordinator, 0);
        }
        if (view.size() >= setup.task().members()) {
            complete.countDown();
        }
    }

    @Override
    public void receive(Message message) {
        synchronized (this) {
            record(message);
        }
    }

    @Override
    public void receive(MessageBatch batch) {
        synchronized (this) {
            batch.forEach(this::record);
        }
    }

    private void record(Message message) {
        setup.throttle().take();
        Ledger ledger = setup.ledger();
        ledger.record(message.getArray(), message.getOffset());
    }

    @Override
    public void start() {
        senders.forEach(Sender::start);
    }

    /** Blocks while JGroups holds the sender back. */
    private boolean send(Load load) throws Exception {
        channel().send(new BytesMessage(null, load.payload()));
        return true;
    }

    @Override
    public void stop(Duration timeout) throws InterruptedException {
        Sender.joinAll(senders, timeout);
    }

    private JChannel channel() {
        if (channel == null) {
            throw new IllegalStateException("not joined");
        }
        return channel;
    }

    @Override
    public void close() {
        if (channel != null) {
            channel.close();
        }
    }
}
