/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.member.Histograms;
import io.viewbus.perf.member.Pairs;
import io.viewbus.perf.member.Sighting;
import io.viewbus.perf.report.Result.Figure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** What the changes of one round were like. */
final class ViewChangeFigures {

    /** Of fewer the greatest says the same. */
    private static final int ENOUGH_FOR_P99 = 20;

    private final Map<String, Histogram> histograms = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    /**
     * Enters one change.
     *
     * @param kind why it came
     * @param causeNs when its cause was
     * @param sightings for each survivor what it told of it, never empty
     * @param blockedNs the longest time that a message waited at a survivor meanwhile; 0 if nothing is known of it
     */
    void add(ChangeKind kind, long causeNs, List<List<Sighting>> sightings, long blockedNs) {
        long installedNs = sightings.stream()
                .mapToLong(told -> told.get(told.size() - 1).installedNs())
                .max()
                .orElse(causeNs);
        record(kind, "Installed", installedNs - causeNs);
        record(kind, "Silence", most(sightings, Sighting::silenceNs));
        long agreementNs = most(sightings, Sighting::tookNs);
        if (agreementNs > 0) {
            record(kind, "Agreement", agreementNs);
            record(kind, "Detection", beginNs(sightings, causeNs) - causeNs);
        }
        if (blockedNs > 0) {
            record(kind, "PublishBlocked", blockedNs);
        }
    }

    /** When the first survivor stopped to deliver: it knew then. */
    private static long beginNs(List<List<Sighting>> sightings, long otherwise) {
        return sightings.stream()
                .flatMap(List::stream)
                .filter(sighting -> sighting.tookNs() > 0)
                .mapToLong(sighting -> sighting.installedNs() - sighting.tookNs())
                .min()
                .orElse(otherwise);
    }

    private static long most(List<List<Sighting>> sightings, ToLongFunction<Sighting> figure) {
        return sightings.stream().flatMap(List::stream).mapToLong(figure).max().orElse(0);
    }

    private void record(ChangeKind kind, String what, long ns) {
        histograms
                .computeIfAbsent(kind.metric() + what, first -> new Histogram(3))
                .recordValue(Math.max(0, ns));
    }

    void remark(String sentence) {
        remarks.add(sentence);
    }

    /** The figures of the round; members said at its end how long messages waited in all of it. */
    Outcome outcome(List<Pairs> done, int differing) {
        Map<Figure, Double> figures = new LinkedHashMap<>();
        histograms.forEach((name, histogram) -> {
            figures.put(new Figure(name + "P50", "ms", true), histogram.getValueAtPercentile(50) / 1e6);
            if (histogram.getTotalCount() >= ENOUGH_FOR_P99) {
                figures.put(new Figure(name + "P99", "ms", true), histogram.getValueAtPercentile(99) / 1e6);
            }
            figures.put(new Figure(name + "Max", "ms", false), histogram.getMaxValue() / 1e6);
        });
        Histogram blocked = new Histogram(3);
        done.forEach(said -> blocked.add(Histograms.decode(said.get("blocked"))));
        Map<String, Histogram> all = new LinkedHashMap<>(histograms);
        if (blocked.getTotalCount() > 0) {
            all.put("publishBlocked", blocked);
            figures.put(new Figure("publishBlockedP50", "ms", false), blocked.getValueAtPercentile(50) / 1e6);
            figures.put(new Figure("publishBlockedP99", "ms", true), blocked.getValueAtPercentile(99) / 1e6);
            figures.put(new Figure("publishBlockedMax", "ms", false), blocked.getMaxValue() / 1e6);
        }
        figures.put(new Figure("viewsDeliveredDifferently", "", false), (double) differing);
        return new Outcome(figures, all, remarks);
    }
}
