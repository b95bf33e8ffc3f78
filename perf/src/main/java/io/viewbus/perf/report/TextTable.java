/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.report;

import io.viewbus.perf.report.Result.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results as text for people: a table for each load, then the ratios. */
public final class TextTable {

    private TextTable() {}

    /**
     * Writes results.
     *
     * @param results what to write
     * @return lines
     */
    public static String of(Results results) {
        Text text = new Text();
        byLoad(results).forEach((load, list) -> {
            text.line(load).line("");
            text.row("system", "order", "metric", "median", "min to max");
            list.forEach(result -> addRow(text, result));
            text.line("");
            results.ratios().stream()
                    .filter(ratio -> load(ratio.one()).equals(load))
                    .forEach(ratio -> text.line(ratioLine(ratio)));
            text.line("");
        });
        results.remarks().forEach(text::line);
        return text.line(
                        "Each member checked that nothing was lost or came twice; all members compared what they delivered.")
                .toString()
                .stripTrailing();
    }

    private static Map<String, List<Result>> byLoad(Results results) {
        Map<String, List<Result>> loads = new LinkedHashMap<>();
        results.results()
                .forEach(result -> loads.computeIfAbsent(load(result.subject()), first -> new ArrayList<>())
                        .add(result));
        return loads;
    }

    private static String load(Subject subject) {
        return subject.scenario() + ", " + subject.members() + " members, payloads of " + subject.size() + " bytes";
    }

    private static void addRow(Text text, Result result) {
        String unit =
                result.figure().unit().isEmpty() ? "" : " " + result.figure().unit();
        Sample sample = result.sample();
        text.row(
                result.subject().system(),
                result.subject().order(),
                result.figure().metric(),
                Numbers.text(sample.median()) + unit,
                Numbers.text(sample.least()) + " to " + Numbers.text(sample.most()) + " in "
                        + sample.values().size());
    }

    private static String ratioLine(Results.Ratio ratio) {
        Sample sample = ratio.sample();
        return ratio.one() + " / " + ratio.other() + ", " + ratio.figure().metric() + ": "
                + Numbers.text(sample.median()) + " (" + Numbers.text(sample.least()) + " to "
                + Numbers.text(sample.most()) + ")";
    }

    /** Lines and columns. */
    static final class Text {

        private final StringBuilder text = new StringBuilder();

        Text line(String line) {
            text.append(line).append(System.lineSeparator());
            return this;
        }

        Text row(String system, String order, String metric, String value, String range) {
            text.append(String.format("%-14s %-7s %-30s %18s   %s%n", system, order, metric, value, range));
            return this;
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
