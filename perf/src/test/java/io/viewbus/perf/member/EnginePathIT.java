/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.Bus;
import io.viewbus.Codec;
import io.viewbus.Group;
import io.viewbus.GroupView;
import io.viewbus.Order;
import io.viewbus.RawHandler;
import io.viewbus.RawPublication;
import io.viewbus.aeron.AeronTransport;
import io.viewbus.core.runtime.ViewBus;
import io.viewbus.membership.runtime.MemberInvoker;
import io.viewbus.perf.MeetingPlace;
import io.viewbus.view.Member;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The way of bytes from a publisher to a handler, through two members and real sockets. */
class EnginePathIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SHORT_NS = TimeUnit.MICROSECONDS.toNanos(100);
    private static final int PAYLOAD = 100;
    /** Enough for the compiler to have found all that need not be allocated. */
    private static final int WARM_UP = 400_000;

    private static final int MEASURED = 400_000;

    @Test
    void shouldAllocateNothingForAMessage() {
        MemberTask.Place place = MeetingPlace.choose();
        try (Bus listening = describe(place, "a").connectNow(PATIENCE);
                Bus publishing = describe(place, "b").connectNow(PATIENCE)) {
            Group<byte[]> group = requireNonNull(joining(publishing).block(PATIENCE));
            assertNothingAllocated(group, listening, () -> LockSupport.parkNanos(SHORT_NS));
        }
    }

    @Test
    void shouldAllocateNothingForAMessageOnALentThread() {
        MemberTask.Place place = MeetingPlace.choose();
        MemberInvoker invoker = new MemberInvoker();
        try (Bus listening = describe(place, "a").connectNow(PATIENCE);
                Bus publishing = describe(place, "b").invoker(invoker).connectNow(PATIENCE)) {
            Group<byte[]> group = requireNonNull(invoker.await(joining(publishing), PATIENCE));
            assertNothingAllocated(group, listening, invoker::invoke);
        }
    }

    private static void assertNothingAllocated(Group<byte[]> publisher, Bus listening, Runnable pause) {
        Counting atPublisher = new Counting();
        Counting atListener = new Counting();
        publisher.handle(atPublisher);
        CompletableFuture<Group<byte[]>> listener = joining(listening).toFuture();
        awaitThat(listener::isDone, pause);
        listener.join().handle(atListener);
        List<Counting> both = List.of(atPublisher, atListener);
        publish(publisher.raw(), WARM_UP, both, pause);

        Allocation allocation = new Allocation();
        publish(publisher.raw(), MEASURED, both, pause);

        // No object is smaller than 16 bytes. What there is comes from the JDK, which makes a few for each
        // datagram.
        assertThat((double) allocation.bytes() / MEASURED)
                .as("bytes for a message and all who deliver it")
                .isLessThan(8);
    }

    private static ViewBus describe(MemberTask.Place place, String name) {
        return ViewBus.create()
                .cluster(place.cluster())
                .member(name)
                .transport(AeronTransport.multicast(MemberTask.GROUP, place.port()));
    }

    private static Mono<Group<byte[]>> joining(Bus bus) {
        return bus.topic("bytes", Codec.bytes()).order(Order.TOTAL).join();
    }

    /** Publishes, and waits until all have it. */
    private static void publish(RawPublication publication, int count, List<Counting> all, Runnable pause) {
        UnsafeBuffer payload = new UnsafeBuffer(new byte[PAYLOAD]);
        long[] wanted = all.stream().mapToLong(each -> each.count() + count).toArray();
        for (int sent = 0; sent < count; sent++) {
            awaitThat(() -> publication.offer(payload, 0, PAYLOAD) > 0, pause);
        }
        for (int i = 0; i < wanted.length; i++) {
            int which = i;
            awaitThat(() -> all.get(which).count() >= wanted[which], pause);
        }
    }

    private static void awaitThat(BooleanSupplier condition, Runnable pause) {
        long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - startNs).as("time over").isLessThan(PATIENCE.toNanos());
            pause.run();
        }
    }

    private static final class Counting implements RawHandler {
        private final AtomicLong count = new AtomicLong();

        @Override
        public void onMessage(Member sender, long sequence, DirectBuffer buffer, int offset, int length) {
            count.lazySet(count.getPlain() + 1);
        }

        @Override
        public void onView(GroupView view) {
            // Both are in before anything is measured: what is published then reaches both.
        }

        long count() {
            return count.getAcquire();
        }
    }
}
