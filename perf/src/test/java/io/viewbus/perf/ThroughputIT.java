/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.perf.report.JsonFormat;
import io.viewbus.perf.report.Results;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built jar measures real members. */
class ThroughputIT {

    private static final long LIMIT_SECONDS = 150;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"fifo", "total"})
    void shouldMeasureAllSystemsInTurns(String order) throws Exception {
        Results report = measure("--systems", "viewbus,viewbus-raw,aeron", "--order", order);

        assertThat(rateOf(report, "viewbus", order)).isPositive();
        assertThat(rateOf(report, "viewbus-raw", order)).isPositive();
        assertThat(rateOf(report, "aeron", "fifo")).isPositive();
        assertThat(report.ratios()).hasSize(3);
    }

    @Test
    void shouldMeasureTheFloorAlone() throws Exception {
        Results report = measure("--systems", "aeron");

        assertThat(rateOf(report, "aeron", "fifo")).isPositive();
        assertThat(report.ratios()).isEmpty();
    }

    private Results measure(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "target/viewbus-perf.jar",
                "throughput"));
        command.addAll(List.of("--members", "2", "--size", "100", "--seconds", "1", "--warmup", "1"));
        command.addAll(List.of("--rounds", "1", "--json"));
        command.addAll(List.of(options));
        File out = directory.resolve("out").toFile();
        File err = directory.resolve("err").toFile();
        Process process = new ProcessBuilder(command)
                .redirectOutput(out)
                .redirectError(err)
                .start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(err.toPath())).isZero();
        return JsonFormat.read(Files.readString(out.toPath()));
    }

    private static double rateOf(Results report, String system, String order) {
        return report.results().stream()
                .filter(result -> result.subject().system().equals(system))
                .filter(result -> result.subject().order().equals(order))
                .filter(result -> result.figure().metric().equals("deliveredPerSecondPerMember"))
                .mapToDouble(result -> result.sample().median())
                .findFirst()
                .orElseThrow();
    }
}
