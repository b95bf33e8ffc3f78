/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.Comparison.Measured;
import io.viewbus.perf.peers.AeronTuning;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** A comparison as one JSON object, with the facts of the machine. */
final class JsonReport {

    private JsonReport() {}

    static String of(Comparison comparison) {
        Workload workload = comparison.workload();
        StringJoiner object = new StringJoiner(",", "{", "}");
        object.add(text("scenario", "throughput"))
                .add(number("members", workload.members()))
                .add(number("size", workload.size()))
                .add(text("order", workload.order().name().toLowerCase(Locale.ROOT)))
                .add(number("warmup", workload.warmup()))
                .add(number("seconds", workload.seconds()))
                .add(number("rounds", workload.rounds()))
                .add("\"systems\":" + systems(comparison));
        return object.add("\"machine\":" + machine()).toString();
    }

    private static String systems(Comparison comparison) {
        return comparison.measured().stream()
                .map(measured -> system(comparison, measured))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String system(Comparison comparison, Measured measured) {
        Contestant contestant = measured.contestant();
        double megabytes = comparison.megabytesPerSecond(measured.rates().median());
        StringJoiner object = new StringJoiner(",", "{", "}")
                .add(text("name", contestant.toString()))
                .add(text(
                        "order",
                        contestant
                                .orderFor(comparison.workload().order())
                                .name()
                                .toLowerCase(Locale.ROOT)))
                .add("\"messagesPerSecond\":" + sample(measured.rates(), 0))
                .add("\"megabytesPerSecond\":" + decimal(megabytes, 2));
        comparison.ratio(contestant).ifPresent(ratio -> object.add("\"ofAeron\":" + sample(ratio, 4)));
        return object.toString();
    }

    private static String sample(Sample sample, int digits) {
        String values = sample.values().stream()
                .map(value -> decimal(value, digits))
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"median\":" + decimal(sample.median(), digits) + ",\"values\":" + values + "}";
    }

    private static String machine() {
        AeronTuning tuning = AeronTuning.ofLoopback();
        return new StringJoiner(",", "{", "}")
                .add(number("processors", Runtime.getRuntime().availableProcessors()))
                .add(text("java", System.getProperty("java.version")))
                .add(text("os", System.getProperty("os.name") + " " + System.getProperty("os.version")))
                .add(text("jvmFlags", String.join(" ", MemberCommand.JVM_FLAGS)))
                .add(number("mtu", tuning.mtu()))
                .add(number("receiverWindow", tuning.window()))
                .add(number("socketReceiveBuffer", tuning.receiveBuffer()))
                .toString();
    }

    private static String number(String name, long value) {
        return "\"" + name + "\":" + value;
    }

    private static String decimal(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static String text(String name, String value) {
        return "\"" + name + "\":\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
