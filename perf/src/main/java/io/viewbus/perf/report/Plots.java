/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.report;

import io.viewbus.perf.report.CurvePlot.Curve;
import io.viewbus.perf.report.CurvePlot.Tick;
import io.viewbus.perf.report.Result.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** The pictures that there are to be drawn of results. */
final class Plots {

    private static final double[] PERCENTILES = {50, 75, 90, 95, 99, 99.5, 99.9, 99.99};
    private static final List<Integer> TICKS = List.of(0, 2, 4, 6, 7);

    private final Results results;
    private final Map<String, String> svgByName = new LinkedHashMap<>();

    private Plots(Results results) {
        this.results = results;
    }

    /** Draws all of them, each with the name of its file. */
    static Map<String, String> of(Results results) {
        Plots plots = new Plots(results);
        plots.addGrowth();
        plots.addBars();
        plots.addPercentiles();
        return plots.svgByName;
    }

    private void addBars() {
        results.results().stream()
                .filter(result -> result.figure().isCompared())
                .collect(Collectors.groupingBy(
                        result -> load(result.subject()) + "-" + result.figure().metric(),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .forEach((name, list) -> {
                    Result first = list.get(0);
                    String title = first.subject().scenario() + ": "
                            + first.figure().metric() + ", " + first.subject().members() + " members, "
                            + first.subject().size() + " B";
                    svgByName.put(name, BarPlot.of(title, list));
                });
    }

    private static String load(Subject subject) {
        return subject.scenario() + "-" + subject.size() + "b-" + subject.members() + "m";
    }

    /** A curve for each system if there are several numbers of members. */
    private void addGrowth() {
        List<Integer> members = results.subjects().stream()
                .map(Subject::members)
                .distinct()
                .sorted()
                .toList();
        if (members.size() < 2) {
            return;
        }
        List<Tick> ticks =
                members.stream().map(count -> new Tick(count, count.toString())).toList();
        results.results().stream()
                .filter(result ->
                        result.figure().isCompared() && result.sample().median() > 0)
                .collect(Collectors.groupingBy(
                        result -> "growth-" + result.subject().size() + "b-"
                                + result.figure().metric(),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .forEach((name, list) -> svgByName.put(name, growth(list, ticks)));
    }

    private static String growth(List<Result> list, List<Tick> ticks) {
        Map<String, List<Result>> bySystem = list.stream()
                .collect(Collectors.groupingBy(
                        result -> result.subject().toString(), LinkedHashMap::new, Collectors.toList()));
        List<Curve> curves = new ArrayList<>();
        bySystem.forEach((label, points) -> curves.add(new Curve(
                label,
                Svg.colourOf(points.get(0).subject().system()),
                dashes(points.get(0).subject()),
                points.stream()
                        .map(result -> new double[] {
                            result.subject().members(), result.sample().median()
                        })
                        .toList())));
        Result first = list.get(0);
        String title = first.figure().metric() + " in " + first.figure().unit() + ", "
                + first.subject().size() + " B";
        return CurvePlot.of(title, "members", ticks, curves);
    }

    private void addPercentiles() {
        results.distributions().stream()
                .filter(distribution -> distribution.histogram().getTotalCount() > 0)
                .collect(Collectors.groupingBy(
                        distribution -> load(distribution.subject()) + "-" + distribution.name(),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .forEach((name, list) -> svgByName.put(name, percentiles(list)));
    }

    private static String percentiles(List<Distribution> list) {
        List<Tick> ticks = TICKS.stream()
                .map(index -> new Tick(place(PERCENTILES[index]), "p" + Numbers.axis(PERCENTILES[index])))
                .toList();
        List<Curve> curves = list.stream()
                .map(distribution -> new Curve(
                        distribution.subject().toString(),
                        Svg.colourOf(distribution.subject().system()),
                        dashes(distribution.subject()),
                        points(distribution.histogram())))
                .toList();
        Distribution first = list.get(0);
        String title = String.format(
                Locale.ROOT,
                "%s: %s, percentiles in us, %d members, %d B",
                first.subject().scenario(),
                first.name(),
                first.subject().members(),
                first.subject().size());
        return CurvePlot.of(title, "percentile", ticks, curves);
    }

    private static List<double[]> points(Histogram histogram) {
        List<double[]> points = new ArrayList<>();
        for (double percentile : PERCENTILES) {
            double micros = Math.max(0.1, histogram.getValueAtPercentile(percentile) / 1e3);
            points.add(new double[] {place(percentile), micros});
        }
        return points;
    }

    /** One in how many is above. */
    private static double place(double percentile) {
        return 100 / (100 - percentile);
    }

    private static String dashes(Subject subject) {
        return switch (subject.order()) {
            case "fifo" -> "6 4";
            case "quorum" -> "2 3";
            case "safe" -> "10 3 2 3";
            default -> "none";
        };
    }
}
