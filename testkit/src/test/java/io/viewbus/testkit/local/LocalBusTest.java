/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.viewbus.Bus;
import io.viewbus.Codec;
import io.viewbus.Delivery;
import io.viewbus.Group;
import io.viewbus.GroupEvent;
import io.viewbus.Order;
import io.viewbus.RawPublication;
import io.viewbus.Receipt;
import io.viewbus.Rung;
import io.viewbus.Topic;
import io.viewbus.TopicException;
import io.viewbus.core.runtime.ViewBus;
import io.viewbus.observe.Counter;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** The whole bus on its own threads. */
class LocalBusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ViewBus description = ViewBus.create().cluster("test").transport(new LocalTransport());
    private final List<Bus> open = new ArrayList<>();

    private Bus connect(String name) {
        Bus bus = description.member(name).connectNow(PATIENCE);
        open.add(bus);
        return bus;
    }

    private static Topic<String> topic(Bus bus) {
        return bus.topic("news", Codec.utf8());
    }

    private static Group<String> join(Bus bus) {
        return join(bus, Order.TOTAL);
    }

    private static Group<String> join(Bus bus, Order order) {
        return Objects.requireNonNull(topic(bus).order(order).join().block(PATIENCE));
    }

    @AfterEach
    void closeAll() {
        open.forEach(Bus::close);
    }

    @Test
    void shouldDeliverToItself() {
        Group<String> group = join(connect("ant"));
        Receipt receipt = Objects.requireNonNull(group.publish("hello").block(PATIENCE));

        assertThat(receipt.sequence()).isEqualTo(1);
        assertThat(receipt.groupSize()).isEqualTo(1);
        StepVerifier.create(group.events(), 2)
                .assertNext(event -> assertThat(event).isInstanceOf(GroupEvent.Installed.class))
                .assertNext(event -> {
                    Delivery<?> delivery = (Delivery<?>) event;
                    assertThat(delivery.payload()).isEqualTo("hello");
                    assertThat(delivery.view()).isEqualTo(receipt.view());
                })
                .thenCancel()
                .verify(PATIENCE);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"FIFO", "CAUSAL"},
            mode = EnumSource.Mode.EXCLUDE)
    void shouldDeliverTheSameOrderEverywhere(Order order) {
        int each = 3000;
        List<List<String>> received = publishAndCollect(order, each);

        assertThat(received.get(0)).hasSize(3 * each).doesNotHaveDuplicates();
        assertThat(received.get(1)).isEqualTo(received.get(0));
        assertThat(received.get(2)).isEqualTo(received.get(0));
    }

    @Test
    void shouldCarryBytesWithoutObjects() {
        Group<String> ant = join(connect("ant"));
        Bus publisher = connect("bee");
        Group<String> bee = join(publisher);
        List<Long> received = new CopyOnWriteArrayList<>();
        Disposable handling = ant.handle((sender, sequence, buffer, offset, length) -> {
            assertThat(sender.name()).isEqualTo("bee");
            received.add(buffer.getLong(offset));
        });
        UnsafeBuffer payload = new UnsafeBuffer(new byte[Long.BYTES]);
        RawPublication raw = bee.raw();
        assertThat(bee.raw()).isSameAs(raw);
        long last = 0;
        for (long i = 0; i < 10_000; i++) {
            payload.putLong(0, i);
            long taken = offerUntilTaken(raw, payload);
            assertThat(taken).isGreaterThan(last);
            last = taken;
        }
        await().atMost(PATIENCE).until(() -> received.size() == 10_000);
        assertThat(received).isSorted().doesNotHaveDuplicates();
        assertThat(publisher.observe().counters().get(Counter.MESSAGES_SENT)).isEqualTo(10_000);

        handling.dispose();
        bee.leave().block(PATIENCE);
        assertThat(raw.offer(payload, 0, Long.BYTES)).isEqualTo(RawPublication.CLOSED);
    }

    private static long offerUntilTaken(RawPublication raw, UnsafeBuffer payload) {
        long taken;
        while ((taken = raw.offer(payload, 0, Long.BYTES)) == RawPublication.BACK_PRESSURED) {
            Thread.onSpinWait();
        }
        return taken;
    }

    @Test
    void shouldHoldBackRawPublishersUntilSomebodyConsumes() {
        join(connect("ant"));
        RawPublication raw = join(connect("bee")).raw();
        UnsafeBuffer payload = new UnsafeBuffer(new byte[Bus.MAX_PAYLOAD + 1]);

        await().atMost(PATIENCE).until(() -> raw.offer(payload, 0, Bus.MAX_PAYLOAD) == RawPublication.BACK_PRESSURED);
        assertThatThrownBy(() -> raw.offer(payload, 0, Bus.MAX_PAYLOAD + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("larger than the limit of " + Bus.MAX_PAYLOAD);
    }

    @Test
    void shouldRemoveARawHandlerThatThrows() {
        Group<String> group = join(connect("ant"));
        List<Long> received = new CopyOnWriteArrayList<>();
        group.handle((sender, sequence, buffer, offset, length) -> {
            throw new IllegalStateException("not today");
        });
        group.handle((sender, sequence, buffer, offset, length) -> received.add(sequence));

        group.publish("one").then(group.publish("two")).block(PATIENCE);

        await().atMost(PATIENCE).until(() -> received.equals(List.of(1L, 2L)));
    }

    @ParameterizedTest
    @EnumSource(names = {"FIFO", "CAUSAL"})
    void shouldDeliverEachSendersMessagesInItsOrder(Order order) {
        int each = 1000;
        for (List<String> received : publishAndCollect(order, each)) {
            assertThat(received).hasSize(3 * each).doesNotHaveDuplicates();
            for (String sender : List.of("ant", "bee", "cat")) {
                assertThat(received.stream()
                                .filter(text -> text.startsWith(sender))
                                .map(text -> Integer.valueOf(text.substring(4))))
                        .hasSize(each)
                        .isSorted();
            }
        }
    }

    /** Three members publish so many messages each; returns what each of them was given. */
    private List<List<String>> publishAndCollect(Order order, int each) {
        List<Bus> buses = List.of(connect("ant"), connect("bee"), connect("cat"));
        List<Group<String>> groups = buses.stream().map(bus -> join(bus, order)).toList();
        List<Mono<List<String>>> received = groups.stream()
                .map(group -> group.messages()
                        .map(message -> message.sender() + ":" + message.payload())
                        .take(3L * each)
                        .collectList()
                        .cache())
                .toList();
        received.forEach(Mono::subscribe);

        Flux.merge(groups.stream()
                        .map(group -> group.publishMany(Flux.range(0, each).map(Object::toString)))
                        .toList())
                .blockLast(PATIENCE);
        return received.stream()
                .map(mono -> Objects.requireNonNull(mono.block(PATIENCE)))
                .toList();
    }

    @Test
    void shouldTellAPublisherThatNobodyIsSubscribed() {
        Receipt receipt =
                Objects.requireNonNull(topic(connect("ant")).publish("x").block(PATIENCE));
        assertThat(receipt.groupSize()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void shouldConfirmAsFarAsAskedFor(Rung rung) {
        Bus ant = connect("ant");
        connect("bee");
        Group<String> group = join(ant, Order.QUORUM);
        Topic<String> topic = topic(ant).confirm(rung);

        Receipt receipt = Objects.requireNonNull(topic.publish("x").block(PATIENCE));
        assertThat(receipt.rung()).isEqualTo(rung);
        assertThat(receipt.view().counter()).isEqualTo(2);
        assertThat(topic.publishMany(Flux.range(0, 100).map(Object::toString))
                        .map(Receipt::rung)
                        .collectList()
                        .block(PATIENCE))
                .hasSize(100)
                .containsOnly(rung);
        assertThat(group.messages().take(101).count().block(PATIENCE)).isEqualTo(101);
    }

    @Test
    void shouldDeliverInTheViewThatTheMessageIsForOrNotAtAll() {
        Bus ant = connect("ant");
        Group<String> group = join(ant);
        long counter = group.view().id().counter();
        assertThatThrownBy(() -> topic(ant).inView(0)).isInstanceOf(IllegalArgumentException.class);
        Receipt receipt =
                Objects.requireNonNull(topic(ant).inView(counter).publish("now").block(PATIENCE));
        assertThat(receipt.view().counter()).isEqualTo(counter);

        connect("bee");
        ant.awaitView(view -> view.members().size() == 2).block(PATIENCE);

        assertThatThrownBy(() -> topic(ant).inView(counter).publish("late").block(PATIENCE))
                .isInstanceOf(TopicException.ViewChanged.class);
        assertThat(topic(ant).inView(ant.view().id().counter()).publish("anew").block(PATIENCE))
                .isNotNull();
        assertThat(group.messages().take(2).map(Delivery::payload).collectList().block(PATIENCE))
                .containsExactly("now", "anew");
    }

    @Test
    void shouldShowTheSameGroupViewsAtAJoiner() {
        Bus ant = connect("ant");
        Bus bee = connect("bee");
        Group<String> first = join(ant);
        Group<String> second = join(bee);

        StepVerifier.create(second.views(), 1)
                .assertNext(view -> {
                    assertThat(view.members()).extracting(Member::name).containsExactly("ant", "bee");
                    assertThat(view.joined()).containsExactly(bee.self());
                })
                .thenCancel()
                .verify(PATIENCE);
        assertThat(first.views().filter(view -> view.members().size() == 2).blockFirst(PATIENCE))
                .isEqualTo(second.view());
    }

    @Test
    void shouldRefuseAnotherOrder() {
        Bus ant = connect("ant");
        topic(ant).order(Order.FIFO).join().block(PATIENCE);

        assertThatThrownBy(() -> topic(connect("bee")).order(Order.TOTAL).join().block(PATIENCE))
                .isInstanceOf(TopicException.OrderMismatch.class)
                .hasMessageContaining("has order FIFO");
        assertThatThrownBy(() -> topic(ant).order(Order.TOTAL).publish("x").block(PATIENCE))
                .isInstanceOf(TopicException.OrderMismatch.class);
        assertThat(topic(ant).publish("fits").block(PATIENCE)).isNotNull();
    }

    @Test
    void shouldRefuseAPayloadThatIsTooLargeAndCarryTheLargest() {
        Bus ant = connect("ant");
        Topic<byte[]> bytes = ant.topic("bytes", Codec.bytes());
        assertThatThrownBy(() -> bytes.publish(new byte[Bus.MAX_PAYLOAD + 1]).block(PATIENCE))
                .isInstanceOf(TopicException.PayloadRejected.class)
                .hasMessageContaining("262144");
        assertThat(bytes.publish(new byte[Bus.MAX_PAYLOAD]).block(PATIENCE)).isNotNull();
    }

    /** Also a publisher that came after the subscribers, and knows of them only from the table it was given. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldHoldBackOnlyTheTopicOfASlowSubscriber(boolean publisherComesLater) {
        Bus first = connect("ant");
        Bus bee = connect("bee");
        Group<byte[]> stuck =
                Objects.requireNonNull(bee.topic("slow", Codec.bytes()).join().block(PATIENCE));
        Group<byte[]> running =
                Objects.requireNonNull(bee.topic("fast", Codec.bytes()).join().block(PATIENCE));
        running.messages().subscribe();
        Bus ant = publisherComesLater ? connect("cat") : first;
        Topic<byte[]> slow = ant.topic("slow", Codec.bytes());
        Topic<byte[]> fast = ant.topic("fast", Codec.bytes());

        int total = 400;
        Sinks.One<Long> done = Sinks.one();
        slow.publishMany(Flux.range(0, total).map(i -> new byte[10_000]))
                .count()
                .subscribe(done::tryEmitValue);
        assertThat(fast.publishMany(Flux.range(0, total).map(i -> new byte[10_000]))
                        .count()
                        .block(PATIENCE))
                .isEqualTo(total);
        StepVerifier.create(done.asMono()).expectSubscription().expectNoEvent(Duration.ofMillis(200));
        assertThat(done.tryEmitValue(-1L)).as("not done while nobody reads").isEqualTo(Sinks.EmitResult.OK);

        assertThat(stuck.messages().take(total).count().block(PATIENCE)).isEqualTo(total);
    }

    @Test
    void shouldEndGroupAndBusGracefully() {
        Bus ant = connect("ant");
        Bus bee = connect("bee");
        Group<String> group = join(ant);
        join(bee);
        bee.leave().block(PATIENCE);
        assertThat(group.views().filter(view -> view.members().size() == 1).blockFirst(PATIENCE))
                .isNotNull();

        group.leave().block(PATIENCE);
        StepVerifier.create(group.messages()).expectComplete().verify(PATIENCE);
        ant.leave().block(PATIENCE);
        assertThatThrownBy(() -> topic(ant).publish("late").block(PATIENCE)).isInstanceOf(ClusterException.class);
    }

    @Test
    void shouldJoinOnSubscribeAndLeaveOnCancel() {
        Bus ant = connect("ant");
        assertThat(topic(ant).events().blockFirst(PATIENCE)).isInstanceOf(GroupEvent.Installed.class);
        Receipt receipt = Flux.interval(Duration.ofMillis(20))
                .concatMap(tick -> topic(ant).publish("x"))
                .filter(next -> next.groupSize() == 0)
                .blockFirst(PATIENCE);
        assertThat(receipt).isNotNull();
    }
}
