/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Two results side by side, as text for people. */
public final class Difference {

    private static final String ROW = "%-86s %14s %14s %9s%n";

    private final StringBuilder text = new StringBuilder();

    private Difference() {}

    /**
     * Compares.
     *
     * @param before older results
     * @param after newer results
     * @return lines
     */
    public static String of(Results before, Results after) {
        Difference difference = new Difference();
        before.machine().forEach((fact, value) -> {
            String now = after.machine().getOrDefault(fact, "unknown");
            if (!now.equals(value)) {
                difference.line(fact + " was " + value + " and is " + now);
            }
        });
        difference.table("ratios", ratios(before), ratios(after));
        difference.table("figures", figures(before), figures(after));
        return difference.text.toString().stripTrailing();
    }

    private static Map<String, Sample> ratios(Results results) {
        return results.ratios().stream()
                .collect(Collectors.toMap(
                        ratio -> place(ratio.one()) + " / " + ratio.other() + " "
                                + ratio.figure().metric(),
                        Results.Ratio::sample,
                        (first, second) -> first,
                        LinkedHashMap::new));
    }

    private static Map<String, Sample> figures(Results results) {
        return results.results().stream()
                .collect(Collectors.toMap(
                        result ->
                                place(result.subject()) + " " + result.figure().metric(),
                        Result::sample,
                        (first, second) -> first,
                        LinkedHashMap::new));
    }

    private static String place(Result.Subject subject) {
        return subject.scenario() + " " + subject.members() + "m " + subject.size() + "B " + subject;
    }

    private void table(String title, Map<String, Sample> before, Map<String, Sample> after) {
        List<String> common = new ArrayList<>(before.keySet());
        common.retainAll(after.keySet());
        if (common.isEmpty()) {
            line("no " + title + " are in both");
            return;
        }
        text.append(String.format(ROW, title, "old median", "new median", "change"));
        common.forEach(name -> row(name, before, after));
        text.append(System.lineSeparator());
    }

    /** A change within the spread of both is none that can be seen. */
    private void row(String name, Map<String, Sample> before, Map<String, Sample> after) {
        Sample old = Objects.requireNonNull(before.get(name));
        Sample now = Objects.requireNonNull(after.get(name));
        boolean isWithinSpread = old.least() <= now.most() && now.least() <= old.most();
        String change = old.median() == 0 ? "" : String.format("%+.0f%%", (now.median() / old.median() - 1) * 100);
        text.append(String.format(
                ROW,
                name,
                Numbers.text(old.median()),
                Numbers.text(now.median()),
                isWithinSpread ? "(" + change + ")" : change));
    }

    private void line(String words) {
        text.append(words).append(System.lineSeparator());
    }
}
