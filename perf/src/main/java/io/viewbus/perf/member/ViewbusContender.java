/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import io.viewbus.Delivery;
import io.viewbus.Group;
import io.viewbus.GroupEvent;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

/** Viewbus as its users have it: a stream of payloads in, a stream of deliveries out, copied and decoded. */
public final class ViewbusContender implements Contender {

    private final MemberTask task;
    private final Ledger ledger;
    private final ViewbusMember member;
    private final CountDownLatch complete = new CountDownLatch(1);
    private final CountDownLatch stable = new CountDownLatch(1);
    private @Nullable Group<byte[]> group;
    private volatile boolean isStopping;
    private long sent;

    /**
     * Makes the contender.
     *
     * @param task what to do
     * @param ledger where deliveries go
     */
    public ViewbusContender(MemberTask task, Ledger ledger) {
        this.task = task;
        this.member = new ViewbusMember(task);
        this.ledger = ledger;
    }

    @Override
    public void join(Duration timeout) throws InterruptedException {
        group = member.join(timeout);
        group.events().subscribe(this::onEvent, ledger::fail);
        await(complete, timeout, "the members did not all join the topic");
    }

    private void onEvent(GroupEvent<byte[]> event) {
        if (event instanceof Delivery<byte[]> delivery) {
            ledger.record(Stamp.read(delivery.payload()));
        } else if (event instanceof GroupEvent.Installed<byte[]> installed
                && installed.view().members().size() == task.members()) {
            complete.countDown();
        }
    }

    @Override
    public void start() {
        Objects.requireNonNull(group, "joined before")
                .publishMany(Flux.generate(this::next))
                .subscribe(receipt -> {}, ledger::fail, stable::countDown);
    }

    private void next(SynchronousSink<byte[]> sink) {
        if (isStopping) {
            sink.complete();
        } else {
            sink.next(Stamp.payload(task.size(), Stamp.of(task.index(), sent++)));
        }
    }

    @Override
    public long stop(Duration timeout) throws InterruptedException {
        isStopping = true;
        await(stable, timeout, "what was published did not become stable");
        return sent;
    }

    private void await(CountDownLatch latch, Duration timeout, String otherwise) throws InterruptedException {
        if (!latch.await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            ledger.requireSound();
            throw new IllegalStateException(otherwise + " within " + timeout.toSeconds() + " s");
        }
    }

    @Override
    public void close() {
        member.close();
    }
}
