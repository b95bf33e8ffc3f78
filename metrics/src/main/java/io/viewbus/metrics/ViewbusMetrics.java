/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.viewbus.observe.Counter;
import io.viewbus.observe.Observation;
import io.viewbus.view.Membership;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * The counters of a member as Micrometer meters.
 *
 * <pre>{@code
 * new ViewbusMetrics(bus).bindTo(registry);
 * }</pre>
 *
 * <p>Each {@link Counter} is a meter {@code viewbus.KEY}, its words joined by dots: a function counter if it only grows, a gauge
 * otherwise; durations are times. The two timed ways of messages are the function timers {@code viewbus.delivery} and {@code
 * viewbus.stable}. All have the tags {@code cluster} and {@code member} and no other, so their number does not grow with the cluster.
 *
 * <p>A meter reads the counter when it is asked; the member is not slowed. After the end of the member the meters keep their last
 * values, as long as the program keeps the member.
 *
 * @since 0.1
 */
public final class ViewbusMetrics implements MeterBinder {

    private static final String PREFIX = "viewbus.";
    private static final String NS = "_ns";

    private final Observation observation;
    private final Tags tags;

    /**
     * Makes a binder without more tags.
     *
     * @param member the member, a {@link io.viewbus.Bus} for instance
     */
    public ViewbusMetrics(Membership member) {
        this(member, List.of());
    }

    /**
     * Makes a binder.
     *
     * @param member the member, a {@link io.viewbus.Bus} for instance
     * @param tags more tags for all meters
     */
    public ViewbusMetrics(Membership member, Iterable<Tag> tags) {
        this.observation = member.observe();
        this.tags = Tags.concat(
                Objects.requireNonNull(tags, "tags"),
                "cluster",
                observation.cluster(),
                "member",
                member.self().name());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Counter counter : Counter.values()) {
            bind(counter, registry);
        }
        timer("delivery", Counter.DELIVERY_SAMPLES, Counter.DELIVERY_SUM_NS, registry);
        timer("stable", Counter.STABLE_SAMPLES, Counter.STABLE_SUM_NS, registry);
    }

    private void bind(Counter counter, MeterRegistry registry) {
        switch (counter) {
            case DELIVERY_SAMPLES, DELIVERY_SUM_NS, STABLE_SAMPLES, STABLE_SUM_NS -> {
                // Told as timers.
            }
            default -> {
                if (counter.kind() == Counter.Kind.TOTAL) {
                    total(counter, registry);
                } else if (counter.isDuration()) {
                    time(counter, registry);
                } else {
                    gauge(counter, registry);
                }
            }
        }
    }

    private void total(Counter counter, MeterRegistry registry) {
        double unit = counter.isDuration() ? TimeUnit.SECONDS.toNanos(1) : 1;
        FunctionCounter.builder(
                        nameOf(counter), observation, seen -> seen.counters().get(counter) / unit)
                .description(counter.help())
                .baseUnit(counter.isDuration() ? "seconds" : null)
                .tags(tags)
                .register(registry);
    }

    private void time(Counter counter, MeterRegistry registry) {
        TimeGauge.builder(nameOf(counter), observation, TimeUnit.NANOSECONDS, valueOf(counter))
                .description(counter.help())
                .tags(tags)
                .register(registry);
    }

    private void gauge(Counter counter, MeterRegistry registry) {
        Gauge.builder(nameOf(counter), observation, valueOf(counter))
                .description(counter.help())
                .tags(tags)
                .register(registry);
    }

    private void timer(String name, Counter samples, Counter sumNs, MeterRegistry registry) {
        ToLongFunction<Observation> count = seen -> seen.counters().get(samples);
        FunctionTimer.builder(PREFIX + name, observation, count, valueOf(sumNs), TimeUnit.NANOSECONDS)
                .description(sumNs.help())
                .tags(tags)
                .register(registry);
    }

    private static ToDoubleFunction<Observation> valueOf(Counter counter) {
        return seen -> seen.counters().get(counter);
    }

    /** Returns the name of a counter's meter; the unit is not part of it, since registries add their own. */
    static String nameOf(Counter counter) {
        String key = counter.key();
        String name = key.endsWith(NS) ? key.substring(0, key.length() - NS.length()) : key;
        return PREFIX + name.replace('_', '.');
    }
}
