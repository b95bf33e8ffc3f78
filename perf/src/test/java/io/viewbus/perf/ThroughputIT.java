/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.perf.report.Results;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar measures real members. */
class ThroughputIT {

    private static final String RATE = "deliveredPerSecondPerMember";
    private static final String ALLOCATED = "allocatedBytesPerMessage";

    @TempDir
    Path directory;

    @Test
    void shouldMeasureAllSystemsInTurns() throws Exception {
        Results report = Perf.run(
                "throughput --members 2 --orders fifo,total --seconds 1 --warmup 0 --rounds 1 --out " + directory);

        for (String order : new String[] {"fifo", "total"}) {
            assertThat(Perf.median(report, "viewbus", order, RATE)).isPositive();
            assertThat(Perf.median(report, "viewbus-raw", order, RATE)).isPositive();
            assertThat(Perf.median(report, "viewbus-raw", order, "fairness")).isBetween(0.0, 1.0);
        }
        assertThat(Perf.median(report, "viewbus-raw", "total", ALLOCATED))
                .isLessThan(Perf.median(report, "viewbus", "total", ALLOCATED));
        assertThat(Perf.median(report, "aeron", "fifo", RATE)).isPositive();
        assertThat(report.results())
                .filteredOn(result -> result.subject().system().equals("aeron"))
                .as("once, not once for each order")
                .extracting(result -> result.subject().order())
                .containsOnly("fifo");
        assertThat(report.ratios()).isNotEmpty();
        assertThat(directory).isDirectoryContaining("glob:**/report.html");
    }

    @Test
    void shouldMeasureWhatCountingCosts() throws Exception {
        Results report = Perf.run("throughput --members 2 --systems viewbus-raw --counters both --seconds 1 --warmup 0"
                + " --rounds 2 --out " + directory);

        assertThat(report.ratios()).singleElement().satisfies(ratio -> {
            assertThat(ratio.one().system()).isEqualTo("viewbus-raw");
            assertThat(ratio.other().system()).isEqualTo("viewbus-raw-uncounted");
            assertThat(ratio.figure().metric()).isEqualTo(RATE);
            assertThat(ratio.sample().values()).hasSize(2);
        });
    }
}
