/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import io.viewbus.Bus;
import io.viewbus.observe.Counter;
import io.viewbus.observe.CounterSnapshot;
import io.viewbus.observe.Links;
import io.viewbus.observe.Links.Link;
import io.viewbus.observe.Spread;
import io.viewbus.observe.Timing;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Counters and links in the text format of Prometheus, version 0.0.4. Durations are seconds. */
final class Metrics {

    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final double NS_PER_S = 1e9;
    private static final int NANO_DIGITS = 9;
    private static final String PREFIX = "viewbus_";

    private final StringBuilder out = new StringBuilder();
    private final String labels;

    private Metrics(Bus bus) {
        // Names have no characters that would need to be escaped.
        labels = "cluster=\"" + bus.observe().cluster() + "\",member=\""
                + bus.self().name() + "\"";
    }

    static String write(Bus bus, Links links, boolean isReady) {
        Metrics metrics = new Metrics(bus);
        metrics.family("ready", "gauge", "1 if this member is in a view that may decide");
        metrics.sample("ready", "", isReady ? 1 : 0);
        CounterSnapshot counters = bus.observe().counters();
        for (Counter counter : Counter.values()) {
            metrics.counter(counter, counters.get(counter));
        }
        for (Timing timing : Timing.values()) {
            metrics.histogram(timing, counters);
        }
        metrics.links(links);
        return metrics.out.toString();
    }

    private void counter(Counter counter, long value) {
        switch (counter) {
            case DELIVERY_SUM_NS, DELIVERY_SAMPLES, STABLE_SUM_NS, STABLE_SAMPLES -> {
                // Told as histograms.
            }
            default -> {
                boolean isTotal = counter.kind() == Counter.Kind.TOTAL;
                String name = nameOf(counter) + (isTotal ? "_total" : "");
                family(name, isTotal ? "counter" : "gauge", counter.help());
                sample(name, "", counter.isDuration() ? value / NS_PER_S : (double) value);
            }
        }
    }

    private static String nameOf(Counter counter) {
        String key = counter.key();
        return counter.isDuration() ? key.substring(0, key.length() - "_ns".length()) + "_seconds" : key;
    }

    private void histogram(Timing timing, CounterSnapshot counters) {
        String name = timing.key() + "_seconds";
        family(name, "histogram", timing.help());
        Spread spread = counters.spread(timing);
        long below = 0;
        for (int bucket = 0; bucket < Spread.BUCKETS; bucket++) {
            below += spread.counts().get(bucket);
            sample(name + "_bucket", ",le=\"" + upperBound(bucket) + "\"", (double) below);
        }
        sample(name + "_sum", "", counters.get(timing.sum()) / NS_PER_S);
        sample(name + "_count", "", (double) below);
    }

    private static String upperBound(int bucket) {
        long ns = Spread.upperNs(bucket);
        return ns == Long.MAX_VALUE
                ? "+Inf"
                : BigDecimal.valueOf(ns, NANO_DIGITS).stripTrailingZeros().toPlainString();
    }

    private void links(Links links) {
        perMember(links, "peer_messages_total", "counter", "messages of a member that were delivered here", link ->
                (double) link.traffic().messages());
        perMember(links, "peer_bytes_total", "counter", "payload bytes of those messages", link ->
                (double) link.traffic().bytes());
        perMember(
                links,
                "peer_lag_messages",
                "gauge",
                "messages received here that a member has not acknowledged",
                link -> (double) link.traffic().lag());
        perMember(
                links,
                "peer_round_trip_seconds",
                "gauge",
                "how long a member's latest timed acknowledgement took",
                link -> link.traffic().roundTripNs() / NS_PER_S);
        perMember(
                links,
                "peer_silence_seconds",
                "gauge",
                "how long ago anything of a member was heard",
                link -> link.silenceNs() / NS_PER_S);
        perMember(
                links,
                "peer_suspected",
                "gauge",
                "1 if the next view should do without a member",
                link -> link.suspected() ? 1 : 0);
    }

    private void perMember(Links links, String name, String type, String help, ToDoubleFunction<Link> value) {
        family(name, type, help);
        for (Link link : links.links()) {
            sample(name, ",peer=\"" + link.member().name() + "\"", value.applyAsDouble(link));
        }
    }

    private void family(String name, String type, String help) {
        out.append("# HELP ")
                .append(PREFIX)
                .append(name)
                .append(' ')
                .append(help)
                .append('\n');
        out.append("# TYPE ")
                .append(PREFIX)
                .append(name)
                .append(' ')
                .append(type)
                .append('\n');
    }

    private void sample(String name, String more, double value) {
        String number = value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.9f", value);
        out.append(PREFIX)
                .append(name)
                .append('{')
                .append(labels)
                .append(more)
                .append("} ")
                .append(number)
                .append('\n');
    }
}
