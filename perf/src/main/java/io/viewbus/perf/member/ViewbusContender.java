/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import io.viewbus.Delivery;
import io.viewbus.Group;
import io.viewbus.GroupEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.SynchronousSink;

/** Viewbus as its users have it: a stream of payloads in, a stream of deliveries out, copied and decoded. */
public final class ViewbusContender implements Contender {

    private final Setup setup;
    private final Ledger ledger;
    private final List<Load> loads;
    private final ViewbusMember member;
    private final CountDownLatch unstable;
    private List<Group<byte[]>> groups = List.of();

    /**
     * Makes the contender.
     *
     * @param setup what it works with: a load for each topic
     */
    public ViewbusContender(Setup setup) {
        this.setup = setup;
        this.ledger = setup.ledger();
        this.loads = setup.loads();
        this.member = new ViewbusMember(setup.task(), ledger);
        this.unstable = new CountDownLatch(setup.loads().size());
    }

    @Override
    public void join(Duration timeout) throws InterruptedException {
        groups = member.join(timeout);
        for (int lane = 0; lane < groups.size(); lane++) {
            subscribe(groups.get(lane), lane == 0 && setup.task().slowRate() > 0);
        }
        member.awaitComplete(timeout);
    }

    private void subscribe(Group<byte[]> group, boolean isSlow) {
        if (isSlow) {
            group.events().subscribe(new SlowSubscriber(setup.throttle(), this::onEvent, ledger::fail));
        } else {
            group.events().subscribe(this::onEvent, ledger::fail);
        }
    }

    private void onEvent(GroupEvent<byte[]> event) {
        if (event instanceof Delivery<byte[]> delivery) {
            ledger.record(delivery.payload());
        } else if (event instanceof GroupEvent.Installed<byte[]> installed) {
            member.onView(installed.view());
        }
    }

    @Override
    public void start() {
        for (int lane = 0; lane < loads.size(); lane++) {
            Load load = loads.get(lane);
            Flux<byte[]> source = setup.task().rate() > 0
                    ? Flux.create(sink -> pace(load, sink), FluxSink.OverflowStrategy.ERROR)
                    : Flux.generate(sink -> next(load, sink));
            groups.get(lane).publishMany(source).subscribe(receipt -> {}, ledger::fail, unstable::countDown);
        }
    }

    private static void next(Load load, SynchronousSink<byte[]> sink) {
        if (load.isStopped()) {
            sink.complete();
        } else {
            sink.next(load.payload());
            load.sent();
        }
    }

    /** A source that has a message when it is due, and gives it when there is demand. */
    private void pace(Load load, FluxSink<byte[]> sink) {
        new Sender(
                        load,
                        due -> {
                            if (sink.requestedFromDownstream() == 0) {
                                return false;
                            }
                            sink.next(due.payload());
                            return true;
                        },
                        ledger,
                        sink::complete)
                .start();
    }

    @Override
    public void stop(Duration timeout) throws InterruptedException {
        if (!unstable.await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            ledger.requireSound();
            throw new IllegalStateException(
                    "what was published did not become stable within " + timeout.toSeconds() + " s");
        }
    }

    @Override
    public void close() {
        member.close();
    }
}
