/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.Bus;
import io.viewbus.Codec;
import io.viewbus.Group;
import io.viewbus.core.runtime.ViewBus;
import io.viewbus.spi.transport.Transport;
import io.viewbus.testkit.local.LocalTransport;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class FlightEventsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PERIOD = Duration.ofMillis(50);

    private final LocalTransport network = new LocalTransport();
    private final List<RecordedEvent> events = new CopyOnWriteArrayList<>();
    private final RecordingStream recording = new RecordingStream();
    private Bus ant;

    @BeforeEach
    void record() {
        for (String name : List.of("ViewChange", "Departure", "Eviction", "Stall", "SlowMember")) {
            recording.enable("viewbus." + name);
        }
        recording.setReuse(false);
        recording.onEvent(events::add);
        recording.startAsync();
        ant = connect("ant");
    }

    @AfterEach
    void end() {
        recording.close();
        ant.disposeNow(PATIENCE);
    }

    private Bus connect(String name) {
        return connect(name, network);
    }

    private static Bus connect(String name, Transport network) {
        return ViewBus.create()
                .cluster("test")
                .member(name)
                .transport(network)
                .suspectAfter(Duration.ofMillis(500))
                .connectNow(PATIENCE);
    }

    private RecordedEvent await(String name, Predicate<RecordedEvent> wanted) {
        Awaitility.await(name).atMost(PATIENCE).until(() -> find(name, wanted) != null);
        return Objects.requireNonNull(find(name, wanted));
    }

    private RecordedEvent find(String name, Predicate<RecordedEvent> wanted) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("viewbus." + name))
                .filter(wanted)
                .findFirst()
                .orElse(null);
    }

    @Test
    void shouldTellOfViewsAndOfWhoLeft() {
        Disposable telling = FlightEvents.of(ant, PERIOD);
        Bus bee = connect("bee");
        ant.awaitView(view -> view.members().size() == 2).block(PATIENCE);
        bee.leave().block(PATIENCE);

        RecordedEvent both =
                await("ViewChange", event -> event.getString("members").equals("ant bee"));
        assertThat(both.getString("cluster")).isEqualTo("test");
        assertThat(both.getString("member")).isEqualTo("ant");
        assertThat(both.getString("joined")).isEqualTo("bee");
        assertThat(both.getString("coordinator")).isEqualTo("ant");
        assertThat(both.getInt("size")).isEqualTo(2);
        assertThat(both.getBoolean("quorum")).isTrue();
        assertThat(both.getDuration("standstill")).isPositive();
        assertThat(both.getEventType().getCategoryNames()).containsExactly("Viewbus");
        RecordedEvent departure =
                await("Departure", event -> event.getString("departed").equals("bee"));
        assertThat(departure.getString("cause")).isEqualTo("left");
        assertThat(departure.getBoolean("evicted")).isFalse();
        telling.dispose();
    }

    @Test
    void shouldTellOfASilentMemberAndOfItsEviction() {
        MutedTransport link = new MutedTransport(network);
        Bus bee = connect("bee", link);
        ant.awaitView(view -> view.members().size() == 2).block(PATIENCE);
        Disposable telling = FlightEvents.of(ant, PERIOD);
        Disposable tellingOfBee = FlightEvents.of(bee, PERIOD);
        link.mute(true);

        RecordedEvent slow =
                await("SlowMember", event -> event.getString("slow").equals("bee"));
        assertThat(slow.getString("member")).isEqualTo("ant");
        assertThat(slow.getDuration("silence")).isGreaterThan(Duration.ofMillis(250));
        RecordedEvent departure =
                await("Departure", event -> event.getString("departed").equals("bee"));
        assertThat(departure.getString("cause")).isEqualTo("silent");
        assertThat(departure.getBoolean("evicted")).isTrue();
        assertThat(departure.getString("missedBy")).matches("ant [0-9]+ ms");
        link.mute(false);
        assertThat(await("Eviction", event -> event.getString("member").equals("bee"))
                        .getString("reason"))
                .isNotEmpty();
        telling.dispose();
        tellingOfBee.dispose();
    }

    @Test
    void shouldTellOfPublishersThatAreHeldBack() {
        Disposable telling = FlightEvents.of(ant, PERIOD);
        Group<String> group =
                Objects.requireNonNull(ant.topic("news", Codec.utf8()).join().block(PATIENCE));
        // Somebody who takes nothing: after its window the topic's publishers wait.
        StepVerifier.create(group.events(), 0)
                .expectSubscription()
                .then(() -> {
                    Disposable publishing = group.publishMany(
                                    Flux.range(0, 1_000_000).map(i -> "x".repeat(8_192)))
                            .subscribe();
                    RecordedEvent stall = await("Stall", event -> event.getLong("heldBack") > 0);
                    assertThat(stall.getString("member")).isEqualTo("ant");
                    publishing.dispose();
                })
                .thenCancel()
                .verify(PATIENCE.multipliedBy(2));
        telling.dispose();
    }
}
