/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.member.Histograms;
import io.viewbus.perf.member.Pairs;
import io.viewbus.perf.member.Scenario;
import io.viewbus.perf.report.Result.Figure;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Makes figures of what the members of a round said. */
final class LoadFigures {

    static final Figure DELIVERED = new Figure("deliveredPerSecondPerMember", "msg/s", true);
    /** The same where it was not the question. */
    private static final Figure DELIVERED_ANYWAY = new Figure(DELIVERED.metric(), DELIVERED.unit(), false);

    static final Figure MEGABYTES = new Figure("megabytesPerSecondPerMember", "MB/s", false);
    static final Figure FAIRNESS = new Figure("fairness", "", false);
    static final Figure ALLOCATED = new Figure("allocatedBytesPerMessage", "B", false);
    /** What the noise of a shared machine changes least. */
    static final Figure CPU = new Figure("cpuNanosPerMessage", "ns", false);

    static final Figure FAIRNESS_WORST = new Figure("fairnessWorstSecond", "", false);

    private LoadFigures() {}

    static Outcome of(Job job, Shape shape, List<Pairs> measured, List<Pairs> done) {
        Map<String, Histogram> histograms = new LinkedHashMap<>();
        Map<Figure, Double> figures = new LinkedHashMap<>();
        addRates(figures, job, shape, measured);
        List<String> remarks = shape.scenario() == Scenario.SLOW ? SlowFigures.add(figures, measured) : List.of();
        if (shape.rate() > 0) {
            for (String name : List.of("own", "others", "blocked")) {
                Histogram sum = new Histogram(3);
                done.forEach(said -> sum.add(Histograms.decode(said.get(name))));
                histograms.put(name, sum);
                addPercentiles(figures, name, sum);
            }
        }
        return new Outcome(figures, histograms, remarks);
    }

    private static void addRates(Map<Figure, Double> figures, Job job, Shape shape, List<Pairs> measured) {
        double rate = rate(measured, "", "messages");
        figures.put(shape.scenario() == Scenario.THROUGHPUT ? DELIVERED : DELIVERED_ANYWAY, rate);
        figures.put(MEGABYTES, rate * job.size() / 1e6);
        double messages = Math.max(1, sum(measured, "messages"));
        figures.put(ALLOCATED, sum(measured, "allocated") / messages);
        figures.put(CPU, sum(measured, "cpu") / messages);
        double[] fairness = measured.stream()
                .flatMap(said -> Arrays.stream(said.get("fairness").split(",", -1)))
                .mapToDouble(Double::parseDouble)
                .sorted()
                .toArray();
        figures.put(FAIRNESS, fairness[fairness.length / 2]);
        figures.put(FAIRNESS_WORST, fairness[0]);
    }

    private static double sum(List<Pairs> measured, String name) {
        return measured.stream().mapToDouble(said -> said.large(name)).sum();
    }

    /** The rate of the members on average. */
    static double rate(List<Pairs> measured, String prefix, String name) {
        return measured.stream()
                .mapToDouble(said -> Double.parseDouble(said.get(prefix + name))
                        * 1e9
                        / Double.parseDouble(said.get(prefix + "nanos")))
                .average()
                .orElseThrow();
    }

    private static void addPercentiles(Map<Figure, Double> figures, String name, Histogram histogram) {
        String metric = name.equals("blocked") ? "publishBlocked" : name + "Latency";
        figures.put(
                new Figure(metric + "P50", "us", !name.equals("blocked")), histogram.getValueAtPercentile(50) / 1e3);
        figures.put(new Figure(metric + "P99", "us", true), histogram.getValueAtPercentile(99) / 1e3);
        figures.put(new Figure(metric + "P999", "us", false), histogram.getValueAtPercentile(99.9) / 1e3);
        figures.put(new Figure(metric + "Max", "us", false), histogram.getMaxValue() / 1e3);
    }

    static String headline(Scenario scenario, Outcome outcome) {
        return switch (scenario) {
            case LATENCY -> text(outcome, "ownLatencyP50") + ", " + text(outcome, "ownLatencyP99");
            case SLOW -> text(outcome, "othersKeep") + ", " + text(outcome, "otherTopicsKeep");
            default -> text(outcome, "deliveredPerSecondPerMember") + ", " + text(outcome, "fairnessWorstSecond");
        };
    }

    static String text(Outcome outcome, String metric) {
        return outcome.figures().entrySet().stream()
                .filter(entry -> entry.getKey().metric().equals(metric))
                .map(entry -> String.format(
                        Locale.ROOT,
                        entry.getValue() < 10 ? "%s %.2f %s" : "%s %,.0f %s",
                        metric,
                        entry.getValue(),
                        entry.getKey().unit()))
                .findFirst()
                .orElse("");
    }
}
