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

/** The built jar in a process of its own. */
final class Perf {

    private static final long LIMIT_SECONDS = 300;

    private Perf() {}

    /** Runs it with words that blanks divide, and reads what it prints. */
    static Results run(String words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", "target/viewbus-perf.jar"));
        command.addAll(List.of(words.split(" ", -1)));
        command.add("--json");
        File out = File.createTempFile("perf", ".out");
        File err = File.createTempFile("perf", ".err");
        try {
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
        } finally {
            Files.delete(out.toPath());
            Files.delete(err.toPath());
        }
    }

    /** Returns the median of the one figure that is meant. */
    static double median(Results report, String system, String order, String metric) {
        return report.results().stream()
                .filter(result -> result.subject().system().equals(system))
                .filter(result -> result.subject().order().equals(order))
                .filter(result -> result.figure().metric().equals(metric))
                .mapToDouble(result -> result.sample().median())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + metric + " of " + system + " " + order));
    }
}
