/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.viewbus.Bus;
import io.viewbus.Codec;
import io.viewbus.Delivery;
import io.viewbus.Group;
import io.viewbus.RawPublication;
import io.viewbus.core.runtime.ViewBus;
import io.viewbus.membership.runtime.MemberInvoker;
import io.viewbus.view.ClusterException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;

/** A bus on the thread of the test, beside another on threads of its own. */
@Timeout(60)
class InvokedBusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LARGE = 20_000;

    private final ViewBus description = ViewBus.create().cluster("test").transport(new LocalTransport());
    private final MemberInvoker invoker = new MemberInvoker();
    private final List<Long> received = new ArrayList<>();
    private Bus other;
    private Bus bus;

    @BeforeEach
    void connect() {
        other = description.member("ant").connectNow(PATIENCE);
        bus = description.member("bee").invoker(invoker).connectNow(PATIENCE);
    }

    @AfterEach
    void close() {
        bus.close();
        other.close();
    }

    private static Mono<Group<byte[]>> joining(Bus bus) {
        return bus.topic("bytes", Codec.bytes()).join();
    }

    private Group<byte[]> join() {
        return Objects.requireNonNull(invoker.await(joining(bus), PATIENCE));
    }

    private Group<byte[]> joinOther() {
        return Objects.requireNonNull(joining(other).block(PATIENCE));
    }

    private void invokeUntil(BooleanSupplier done) {
        long startNs = System.nanoTime();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime() - startNs).as("waiting").isLessThan(PATIENCE.toNanos());
            if (invoker.invoke() == 0) {
                Thread.onSpinWait();
            }
        }
    }

    private void offer(RawPublication raw, long number, int length) {
        UnsafeBuffer payload = new UnsafeBuffer(new byte[length]);
        payload.putLong(0, number);
        invokeUntil(() -> raw.offer(payload, 0, length) > 0);
    }

    private static List<Long> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Long::valueOf).toList();
    }

    @Test
    void shouldHandOverOnTheThreadThatInvokes() {
        Group<byte[]> group = join();
        Group<byte[]> elsewhere = joinOther();
        List<Thread> threads = new ArrayList<>();
        group.handle((sender, sequence, buffer, offset, length) -> {
            threads.add(Thread.currentThread());
            received.add(buffer.getLong(offset));
        });
        CompletableFuture<List<Delivery<byte[]>>> atOther =
                elsewhere.messages().take(300).collectList().toFuture();

        // Small ones wait for each other, large ones do not wait, and none may overtake.
        for (int i = 0; i < 300; i++) {
            offer(group.raw(), i, i % 3 == 2 ? LARGE : Long.BYTES);
        }
        invokeUntil(() -> received.size() == 300 && atOther.isDone());

        assertThat(received).isEqualTo(numbers(300));
        assertThat(threads).containsOnly(Thread.currentThread());
        assertThat(atOther.join())
                .extracting(delivery -> new UnsafeBuffer(delivery.payload()).getLong(0))
                .isEqualTo(received);
    }

    @Test
    void shouldTakeMessagesUntilTooFewAreConsumed() {
        RawPublication raw = join().raw();
        joinOther();
        UnsafeBuffer payload = new UnsafeBuffer(new byte[LARGE]);
        long last = 0;
        for (int i = 0; i < 20; i++) {
            long taken = raw.offer(payload, 0, i % 2 == 0 ? LARGE : Long.BYTES);
            assertThat(taken).isGreaterThan(last);
            last = taken;
            invoker.invoke();
        }
        invokeUntil(() -> raw.offer(payload, 0, LARGE) == RawPublication.BACK_PRESSURED);
    }

    @Test
    void shouldKeepWhatIsNotWantedYet() {
        Group<byte[]> group = join();
        RawPublication raw = joinOther().raw();
        BaseSubscriber<Delivery<byte[]>> subscriber = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                subscription.request(1);
            }

            @Override
            protected void hookOnNext(Delivery<byte[]> delivery) {
                received.add(new UnsafeBuffer(delivery.payload()).getLong(0));
            }
        };
        group.messages().subscribe(subscriber);
        int count = 50;
        for (int i = 0; i < count; i++) {
            offer(raw, i, i % 10 == 9 ? LARGE : Long.BYTES);
        }
        for (int wanted = 1; wanted <= count; wanted++) {
            int expected = wanted;
            invokeUntil(() -> received.size() == expected);
            assertThat(received).isEqualTo(numbers(expected));
            subscriber.request(1);
        }
    }

    @Test
    void shouldTakeWhatItsHandlersPublish() {
        Group<byte[]> group = join();
        RawPublication raw = group.raw();
        UnsafeBuffer answer = new UnsafeBuffer(new byte[LARGE]);
        group.handle((sender, sequence, buffer, offset, length) -> {
            received.add(buffer.getLong(offset));
            answer.putLong(0, buffer.getLong(offset) + 1);
            assertThat(raw.offer(answer, 0, LARGE)).isPositive();
        });
        offer(raw, 0, LARGE);
        invokeUntil(() -> received.size() >= 10);
        assertThat(received.subList(0, 10)).isEqualTo(numbers(10));
    }

    @Test
    void shouldNotBeInvokedOrAwaitedByItsOwnHandlers() {
        Group<byte[]> group = join();
        List<Throwable> refusals = new ArrayList<>();
        group.handle((sender, sequence, buffer, offset, length) -> {
            refusals.add(refusalOf(invoker::invoke));
            refusals.add(refusalOf(() -> bus.disposeNow(PATIENCE)));
            refusals.add(refusalOf(() -> invoker.await(group.publish(new byte[0]), PATIENCE)));
            received.add(sequence);
        });
        offer(group.raw(), 0, Long.BYTES);
        invokeUntil(() -> !received.isEmpty());
        offer(group.raw(), 0, Long.BYTES);
        invokeUntil(() -> received.size() >= 2);

        assertThat(received).as("nothing else was published").containsExactly(1L, 2L);
        assertThat(refusals).hasSize(6).hasOnlyElementsOfType(IllegalStateException.class);
    }

    private static Throwable refusalOf(Runnable call) {
        try {
            call.run();
        } catch (IllegalStateException e) {
            return e;
        }
        return new AssertionError("not refused");
    }

    @Test
    void shouldRefuseWhatItCannotDoAndGoOn() {
        assertThatThrownBy(() -> CompletableFuture.supplyAsync(invoker::invoke).join())
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"" + Thread.currentThread().getName() + "\"");
        assertThatThrownBy(() -> description.member("cat").invoker(invoker).connectNow(PATIENCE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("one member");
        assertThatThrownBy(() -> invoker.await(Mono.never(), Duration.ofMillis(50)))
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        assertThatThrownBy(() ->
                        invoker.await(bus.topic("x", Codec.bytes()).publish(new byte[Bus.MAX_PAYLOAD + 1]), PATIENCE))
                .hasMessageContaining("larger than the limit");
        assertThat(invoker.await(bus.topic("x", Codec.utf8()).publish("x"), PATIENCE))
                .isNotNull();
    }

    @Test
    void shouldGiveUpConnecting() {
        MemberInvoker lonely = new MemberInvoker();
        ViewBus expecting = ViewBus.create()
                .cluster("crowd")
                .transport(new LocalTransport())
                .expectedSize(2)
                .invoker(lonely);
        assertThatThrownBy(() -> expecting.connectNow(Duration.ofMillis(300)))
                .isInstanceOf(ClusterException.JoinFailed.class)
                .hasMessageContaining("300 ms");
        lonely.invoke();
        assertThat(lonely.invoke()).as("nothing is left to do").isZero();
    }

    @Test
    void shouldLeave() {
        Group<byte[]> group = join();
        invoker.await(bus.leave(), PATIENCE);
        assertThat(group.raw().offer(new UnsafeBuffer(new byte[LARGE]), 0, LARGE))
                .isEqualTo(RawPublication.CLOSED);
        await().atMost(PATIENCE).until(() -> other.view().members().size() == 1);
        invokeUntil(() -> invoker.invoke() == 0);
    }

    @Test
    void shouldEndAtOnceWhenItIsClosed() {
        invoker.close();
        assertThat(bus.isDisposed()).isTrue();
        invoker.close();
    }

    @Test
    void shouldBeClosedByAnotherThreadWhileItIsInvoked() {
        CompletableFuture<Void> closing = CompletableFuture.runAsync(bus::close);
        invokeUntil(closing::isDone);
        assertThat(bus.isDisposed()).isTrue();
    }

    @Test
    void shouldBeExcludedWhenNobodyInvokes() {
        await().atMost(PATIENCE).until(() -> other.view().members().size() == 1);
        invokeUntil(bus::isDisposed);
        assertThatThrownBy(() -> invoker.await(bus.onDispose(), PATIENCE)).isInstanceOf(ClusterException.class);
    }
}
