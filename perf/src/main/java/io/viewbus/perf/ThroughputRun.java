/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.Comparison.Measured;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Lets the systems take turns, round by round, so that what slows the machine slows all of them. */
final class ThroughputRun {

    private final Workload workload;
    private final PrintWriter progress;

    ThroughputRun(Workload workload, PrintWriter progress) {
        this.workload = workload;
        this.progress = progress;
    }

    Comparison run() throws InterruptedException {
        Map<Contestant, List<Double>> rates = new EnumMap<>(Contestant.class);
        for (int round = 1; round <= workload.rounds(); round++) {
            for (Contestant contestant : workload.systems()) {
                double rate = new Round(contestant, workload).play().messagesPerSecond();
                rates.computeIfAbsent(contestant, first -> new ArrayList<>()).add(rate);
                progress.printf("round %d of %d: %s %,.0f msg/s%n", round, workload.rounds(), contestant, rate);
                progress.flush();
            }
        }
        return new Comparison(
                workload,
                workload.systems().stream()
                        .map(contestant ->
                                new Measured(contestant, new Sample(rates.getOrDefault(contestant, List.of()))))
                        .toList());
    }
}
