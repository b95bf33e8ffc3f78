/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.viewbus.Bus;
import io.viewbus.Codec;
import io.viewbus.core.runtime.ViewBus;
import io.viewbus.observe.Counter;
import io.viewbus.testkit.local.LocalTransport;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewbusMetricsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LocalTransport network = new LocalTransport();
    private Bus ant;
    private Bus bee;

    @BeforeEach
    void connect() {
        ant = connect("ant");
        bee = connect("bee");
        ant.awaitView(view -> view.members().size() == 2).block(PATIENCE);
    }

    private Bus connect(String name) {
        return ViewBus.create().cluster("shop").member(name).transport(network).connectNow(PATIENCE);
    }

    @AfterEach
    void leave() {
        bee.disposeNow(PATIENCE);
        ant.disposeNow(PATIENCE);
    }

    @Test
    void shouldMeterWhatIsCounted() {
        new ViewbusMetrics(ant, List.of(Tag.of("zone", "a"))).bindTo(registry);
        ant.topic("news", Codec.utf8()).publish("x").block(PATIENCE);

        assertThat(registry.get("viewbus.members").gauge().value()).isEqualTo(2);
        assertThat(registry.get("viewbus.messages.sent")
                        .tag("zone", "a")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("viewbus.view.timestamp").timeGauge().value(TimeUnit.DAYS))
                .isGreaterThan(20_000);
        assertThat(registry.get("viewbus.view.change.sum")
                        .functionCounter()
                        .getId()
                        .getBaseUnit())
                .isEqualTo("seconds");
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(registry.get("viewbus.stable").functionTimer().count()).isEqualTo(1);
            assertThat(registry.get("viewbus.stable").functionTimer().totalTime(TimeUnit.NANOSECONDS))
                    .isPositive();
        });
    }

    @Test
    void shouldHaveAMeterForEachCounterAndNoTagThatGrowsWithTheCluster() {
        new ViewbusMetrics(ant).bindTo(registry);
        assertThat(registry.getMeters()).hasSize(Counter.values().length - 2);
        assertThat(registry.getMeters()).extracting(Meter::getId).allSatisfy(id -> {
            assertThat(id.getName()).matches("viewbus(\\.[a-z]+)+");
            assertThat(id.getDescription()).isNotEmpty();
            assertThat(Set.copyOf(id.getTags()))
                    .containsExactlyInAnyOrder(Tag.of("cluster", "shop"), Tag.of("member", "ant"));
        });
    }

    @Test
    void shouldKeepMembersOfOneProcessApart() {
        new ViewbusMetrics(ant).bindTo(registry);
        new ViewbusMetrics(bee).bindTo(registry);
        assertThat(registry.get("viewbus.rank").tag("member", "ant").gauge().value())
                .isZero();
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(registry.get("viewbus.rank")
                                .tag("member", "bee")
                                .gauge()
                                .value())
                        .isEqualTo(1));
    }
}
