/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.Bus;
import io.viewbus.Codec;
import io.viewbus.Group;
import io.viewbus.core.runtime.ViewBus;
import io.viewbus.observe.Counter;
import io.viewbus.observe.Links;
import io.viewbus.observe.Observation;
import io.viewbus.observe.ViewChange;
import io.viewbus.observe.ViewChange.Cause;
import io.viewbus.observe.ViewEvidence;
import io.viewbus.observe.ViewEvidence.Kind;
import io.viewbus.observe.ViewEvidence.Rule;
import io.viewbus.observe.ViewEvidence.Step;
import io.viewbus.view.ClusterException;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What can be seen of members on their own threads. */
class LocalObservationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ViewBus config = ViewBus.create().cluster("test").transport(new LocalTransport());
    private final List<Bus> open = new ArrayList<>();

    private Bus connect(String name) {
        Bus bus = config.member(name).connectNow(PATIENCE);
        open.add(bus);
        return bus;
    }

    @AfterEach
    void leaveAll() {
        open.forEach(bus -> bus.disposeNow(PATIENCE));
    }

    private static View awaitSize(Bus bus, int size) {
        return Objects.requireNonNull(
                bus.awaitView(view -> view.members().size() == size).block(PATIENCE));
    }

    private static Links links(Bus bus) {
        return Objects.requireNonNull(bus.observe().links().block(PATIENCE));
    }

    @Test
    void shouldCountViewsAndMessages() {
        Bus ant = connect("ant");
        Bus bee = connect("bee");
        awaitSize(ant, 2);
        Group<String> group =
                Objects.requireNonNull(bee.topic("news", Codec.utf8()).join().block(PATIENCE));
        group.events().subscribe();
        assertThat(ant.topic("news", Codec.utf8())
                        .publishMany(Flux.range(0, 100).map(i -> "12345678"))
                        .count()
                        .block(PATIENCE))
                .isEqualTo(100);

        Observation seen = ant.observe();
        assertThat(seen.cluster()).isEqualTo("test");
        assertThat(seen.counters().get(Counter.MESSAGES_SENT)).isEqualTo(100);
        assertThat(seen.counters().get(Counter.BYTES_SENT)).isEqualTo(800);
        assertThat(seen.counters().get(Counter.MESSAGES_DELIVERED)).isEqualTo(100);
        assertThat(seen.counters().get(Counter.VIEWS_INSTALLED)).isEqualTo(2);
        assertThat(seen.counters().get(Counter.MEMBERS)).isEqualTo(2);
        assertThat(seen.counters().get(Counter.PRIMARY)).isEqualTo(1);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(seen.counters().get(Counter.STABLE_SAMPLES)).isPositive();
            assertThat(seen.counters().get(Counter.STABLE_SUM_NS)).isPositive();
            assertThat(seen.counters().get(Counter.TOPICS)).isEqualTo(1);
            assertThat(seen.counters().get(Counter.MESSAGES_RETAINED)).isZero();
        });
        assertThat(bee.observe().counters().get(Counter.BYTES_DELIVERED)).isEqualTo(800);
    }

    @Test
    void shouldTellHowMembersHearEachOther() {
        Bus ant = connect("ant");
        connect("bee");
        View view = awaitSize(ant, 2);
        ant.topic("news", Codec.utf8()).publish("x").block(PATIENCE);

        Links links = links(ant);
        assertThat(links.view()).isEqualTo(view.id());
        assertThat(links.links()).extracting(Links.Link::member).isEqualTo(view.members());
        assertThat(links.links()).noneMatch(Links.Link::suspected);
        assertThat(links.links().get(0).traffic().messages()).isEqualTo(1);
        Links.Link toBee = links.links().get(1);
        assertThat(toBee.silenceNs()).isBetween(0L, Duration.ofSeconds(1).toNanos());
        assertThat(toBee.heardAgoNs()).hasSize(2);
        assertThat(toBee.heardAgoNs().get(1)).isZero();
        assertThat(toBee.traffic().roundTripNs()).isPositive();
    }

    @Test
    void shouldTellWhyAMemberLeft() {
        Bus ant = connect("ant");
        Bus bee = connect("bee");
        View both = awaitSize(ant, 2);
        bee.leave().block(PATIENCE);

        View alone = awaitSize(ant, 1);
        ViewChange change = ant.observe().change(alone.id()).orElseThrow();
        assertThat(change.prior()).isEqualTo(both.id());
        assertThat(change.tookNs()).isPositive();
        assertThat(change.departures()).singleElement().satisfies(departure -> {
            assertThat(departure.member().name()).isEqualTo("bee");
            assertThat(departure.cause()).isEqualTo(Cause.LEFT);
        });
    }

    @Test
    void shouldTellHowAViewCameAbout() {
        Bus ant = connect("ant");
        Bus bee = connect("bee");
        View both = awaitSize(ant, 2);
        awaitSize(bee, 2);
        ViewEvidence founding = ant.observe().evidence(both.id()).orElseThrow();
        ViewEvidence letIn = bee.observe().evidence(both.id()).orElseThrow();
        assertThat(ant.observe().evidence(founding.prior()).orElseThrow().rule())
                .isEqualTo(Rule.FOUNDED);
        assertThat(founding.rule()).isEqualTo(Rule.MAJORITY);
        assertThat(letIn.rule()).isEqualTo(Rule.LET_IN);
        assertThat(letIn.priorSize()).isZero();
        bee.leave().block(PATIENCE);

        View alone = awaitSize(ant, 1);
        ViewEvidence evidence = ant.observe().evidence(alone.id()).orElseThrow();
        assertThat(evidence.prior()).isEqualTo(both.id());
        assertThat(evidence.rule()).isEqualTo(Rule.MAJORITY);
        assertThat(List.of(evidence.priorSize(), evidence.agreed())).containsExactly(2, 2);
        assertThat(evidence.steps())
                .extracting(Step::kind)
                .containsSubsequence(Kind.PROMISED, Kind.STOPPED, Kind.ACCEPTED, Kind.DECIDED, Kind.INSTALLED);
        assertThat(evidence.steps())
                .filteredOn(step -> step.kind() == Kind.DECIDED)
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.member()).isEqualTo(ant.self());
                    assertThat(step.round()).isEqualTo(alone.id().round());
                    assertThat(step.beforeNs()).isNotNegative();
                });
        assertThat(evidence.links().links()).extracting(Links.Link::member).isEqualTo(both.members());
        assertThat(ant.observe().evidence(ViewId.NONE)).isEmpty();
        assertThat(ant.observe().heartbeatEvery()).isLessThan(ant.observe().suspectAfter());
    }

    @Test
    void shouldCountTheWorstOfTheLinks() {
        Bus ant = connect("ant");
        Bus bee = connect("bee");
        View view = awaitSize(ant, 2);
        ant.topic("news", Codec.utf8()).publish("x").block(PATIENCE);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(ant.observe().counters().get(Counter.ROUND_TRIP_NS)).isPositive();
            assertThat(ant.observe().counters().get(Counter.SILENCE_NS)).isPositive();
        });
        assertThat(ant.observe().counters().get(Counter.SUSPECTED)).isZero();
        assertThat(ant.observe().counters().get(Counter.RANK)).isZero();
        awaitSize(bee, 2);
        assertThat(bee.observe().counters().get(Counter.RANK)).isEqualTo(view.rankOf(bee.self()));
        assertThat(Duration.ofNanos(bee.observe().counters().get(Counter.VIEW_TIMESTAMP_NS)))
                .isBetween(
                        Duration.ofMillis(System.currentTimeMillis()).minus(PATIENCE),
                        Duration.ofMillis(System.currentTimeMillis()));
    }

    @Test
    void shouldKeepTheLastCountsAndAnswerNothingElseAfterTheEnd() {
        Bus ant = connect("ant");
        ant.leave().block(PATIENCE);

        assertThat(ant.observe().counters().get(Counter.VIEWS_INSTALLED)).isEqualTo(1);
        StepVerifier.create(ant.observe().links())
                .expectError(ClusterException.Disposed.class)
                .verify(PATIENCE);
    }
}
