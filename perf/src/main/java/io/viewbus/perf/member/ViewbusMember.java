/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import io.viewbus.Bus;
import io.viewbus.Codec;
import io.viewbus.Group;
import io.viewbus.GroupView;
import io.viewbus.aeron.AeronTransport;
import io.viewbus.core.runtime.ViewBus;
import io.viewbus.membership.runtime.MemberInvoker;
import io.viewbus.observe.Counter;
import io.viewbus.spi.observe.CounterBoard;
import io.viewbus.spi.transport.ForwardingSession;
import io.viewbus.spi.transport.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A member of the cluster and of the groups that are measured, however it publishes and reads. */
public final class ViewbusMember implements AutoCloseable {

    /** The variant that counts nothing. */
    public static final String UNCOUNTED = "uncounted";

    private static final long TOLD_WITHIN_MS = 1_000;

    private final MemberTask task;
    private final Ledger ledger;
    private final @Nullable MemberInvoker invoker;
    private final CountDownLatch incomplete;
    private @Nullable Bus bus;
    private final CompletableFuture<Throwable> end = new CompletableFuture<>();

    ViewbusMember(MemberTask task, Ledger ledger) {
        this(task, ledger, null);
    }

    /** Makes a member on two threads of its own, or on the one that calls {@link #join} and then invokes. */
    ViewbusMember(MemberTask task, Ledger ledger, @Nullable MemberInvoker invoker) {
        this.task = task;
        this.ledger = ledger;
        this.invoker = invoker;
        this.incomplete = new CountDownLatch(task.lanes());
    }

    /** Joins the cluster and the group of each topic. */
    List<Group<byte[]>> join(Duration timeout) {
        ViewBus configured = ViewBus.create()
                .cluster(task.place().cluster())
                .member("member-" + task.index())
                .transport(transport())
                .expectedSize(task.members());
        Bus joined = (invoker == null ? configured : configured.invoker(invoker)).connectNow(timeout);
        bus = joined;
        joined.views().subscribe(view -> {}, end::complete);
        return IntStream.range(0, task.lanes())
                .mapToObj(lane -> join(joined, lane, timeout))
                .toList();
    }

    private Transport transport() {
        Transport transport =
                AeronTransport.multicast(MemberTask.GROUP, task.place().port());
        return task.variant().equals(UNCOUNTED) ? uncounted(transport) : transport;
    }

    private static Transport uncounted(Transport transport) {
        return (cluster, self) -> new ForwardingSession(transport.open(cluster, self)) {
            @Override
            public CounterBoard openCounters() {
                return CounterBoard.none();
            }
        };
    }

    private Group<byte[]> join(Bus joined, int lane, Duration timeout) {
        return await(
                joined.topic("measured-" + lane, Codec.bytes())
                        .order(task.order())
                        .join(),
                timeout);
    }

    private <T> T await(Mono<T> doing, Duration timeout) {
        return Objects.requireNonNull(invoker == null ? doing.block(timeout) : invoker.await(doing, timeout));
    }

    /** Returns what to say when nothing can be published any more: publishers hear of it before subscribers are told why. */
    IllegalStateException lost() {
        Throwable unknown = new IllegalStateException("it was not told why");
        end.completeOnTimeout(unknown, TOLD_WITHIN_MS, TimeUnit.MILLISECONDS);
        Throwable cause = await(Mono.fromFuture(end), Duration.ofMillis(2 * TOLD_WITHIN_MS));
        return new IllegalStateException("the member lost its group while publishing: " + cause.getMessage(), cause);
    }

    /** Notes a view of a group; on the delivery thread. */
    void onView(GroupView view) {
        if (view.members().size() == task.members() || task.isNewcomer()) {
            incomplete.countDown();
        }
        Bus joined = Objects.requireNonNull(bus, "joined before");
        long tookNs = view.id().change() > 0 ? 0 : joined.observe().counters().get(Counter.VIEW_CHANGE_LAST_NS);
        ledger.view(
                view.id().toString(), view.members().size(), view.coordinator().equals(joined.self()), tookNs);
    }

    void awaitComplete(Duration timeout) throws InterruptedException {
        if (!incomplete.await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            ledger.requireSound();
            throw new IllegalStateException("the members did not all join within " + timeout.toSeconds() + " s");
        }
    }

    @Override
    public void close() {
        if (bus != null) {
            bus.close();
        }
    }
}
