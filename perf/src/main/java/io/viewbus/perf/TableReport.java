/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.Comparison.Measured;
import java.util.Locale;

/** A comparison as a small table for people. */
final class TableReport {

    private static final String ROW = "%-11s %-6s %15s %10s   %s%n";

    private TableReport() {}

    static String of(Comparison comparison) {
        Workload workload = comparison.workload();
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%d members, payloads of %d bytes; delivered at each member, median of %d rounds of %d s%n%n",
                workload.members(),
                workload.size(),
                workload.rounds(),
                workload.seconds()));
        text.append(String.format(ROW, "system", "order", "msg/s", "MB/s", "msg/s in all rounds"));
        for (Measured measured : comparison.measured()) {
            text.append(row(comparison, measured.contestant(), measured.rates()));
        }
        text.append(System.lineSeparator());
        for (Measured measured : comparison.measured()) {
            comparison
                    .ratio(measured.contestant())
                    .ifPresent(ratio -> text.append(String.format(
                            Locale.ROOT,
                            "%s / aeron: %.2f (%.2f to %.2f)%n",
                            measured.contestant(),
                            ratio.median(),
                            ratio.least(),
                            ratio.most())));
        }
        text.append(verdict(comparison));
        return text.toString();
    }

    private static String row(Comparison comparison, Contestant contestant, Sample rates) {
        String order = contestant.orderFor(comparison.workload().order()).name().toLowerCase(Locale.ROOT);
        return String.format(
                Locale.ROOT,
                ROW,
                contestant,
                order,
                String.format(Locale.ROOT, "%,.0f", rates.median()),
                String.format(Locale.ROOT, "%,.1f", comparison.megabytesPerSecond(rates.median())),
                String.format(Locale.ROOT, "%,.0f to %,.0f", rates.least(), rates.most()));
    }

    private static String verdict(Comparison comparison) {
        Workload workload = comparison.workload();
        boolean isAgreed = workload.systems().stream().anyMatch(system -> system.agreesOnOrder(workload.order()));
        return "nothing lost, nothing twice, each sender in order"
                + (isAgreed ? "; total order the same at all members" : "");
    }
}
