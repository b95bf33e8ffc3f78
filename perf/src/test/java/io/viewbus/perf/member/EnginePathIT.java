/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

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
import io.viewbus.perf.MeetingPlace;
import io.viewbus.view.Member;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

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
        try (Bus publishing = connect(place, "a");
                Bus listening = connect(place, "b")) {
            Counting atPublisher = new Counting();
            Counting atListener = new Counting();
            RawPublication publication = join(publishing, atPublisher).raw();
            join(listening, atListener);
            List<Counting> both = List.of(atPublisher, atListener);
            publish(publication, WARM_UP, both);

            Allocation allocation = new Allocation();
            publish(publication, MEASURED, both);

            // No object is smaller than 16 bytes. What there is comes from the JDK, which makes a few for each
            // datagram.
            assertThat((double) allocation.bytes() / MEASURED)
                    .as("bytes for a message and all who deliver it")
                    .isLessThan(8);
        }
    }

    private static Bus connect(MemberTask.Place place, String name) {
        return ViewBus.create()
                .cluster(place.cluster())
                .member(name)
                .transport(AeronTransport.multicast(MemberTask.GROUP, place.port()))
                .connectNow(PATIENCE);
    }

    private static Group<byte[]> join(Bus bus, RawHandler handler) {
        Group<byte[]> group = Objects.requireNonNull(
                bus.topic("bytes", Codec.bytes()).order(Order.TOTAL).join().block(PATIENCE));
        group.handle(handler);
        return group;
    }

    /** Publishes, and waits until all have it. */
    private static void publish(RawPublication publication, int count, List<Counting> all) {
        UnsafeBuffer payload = new UnsafeBuffer(new byte[PAYLOAD]);
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        long[] wanted = all.stream().mapToLong(each -> each.count() + count).toArray();
        for (int sent = 0; sent < count; ) {
            if (publication.offer(payload, 0, PAYLOAD) > 0) {
                sent++;
            } else {
                pause(deadlineNs);
            }
        }
        for (int i = 0; i < wanted.length; i++) {
            while (all.get(i).count() < wanted[i]) {
                pause(deadlineNs);
            }
        }
    }

    private static void pause(long deadlineNs) {
        assertThat(System.nanoTime() - deadlineNs).as("time over").isNegative();
        LockSupport.parkNanos(SHORT_NS);
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
