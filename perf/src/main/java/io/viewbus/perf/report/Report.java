/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Results as files in a directory. */
public final class Report {

    /** The page for people. */
    public static final String PAGE = "report.html";

    private static final double NANOS_PER_MICRO = 1000.0;

    private Report() {}

    /**
     * Writes {@code results.json}, {@code results.txt}, {@code report.html}, a picture for each plot in {@code plots}, and a table of
     * percentiles for each histogram in {@code histograms}.
     *
     * @param results what was measured
     * @param directory where to; made if it is missing
     * @throws IOException if a file cannot be written
     */
    public static void write(Results results, Path directory) throws IOException {
        Path plots = Files.createDirectories(directory.resolve("plots"));
        Files.writeString(directory.resolve(Results.FILE), JsonFormat.write(results));
        Files.writeString(directory.resolve("results.txt"), TextTable.of(results) + System.lineSeparator());
        Map<String, String> pictures = Plots.of(results);
        for (Map.Entry<String, String> picture : pictures.entrySet()) {
            Files.writeString(plots.resolve(picture.getKey() + ".svg"), picture.getValue());
        }
        Files.writeString(directory.resolve(PAGE), HtmlPage.of(results, pictures.values()));
        writeHistograms(results, directory.resolve("histograms"));
    }

    private static void writeHistograms(Results results, Path directory) throws IOException {
        for (Distribution distribution : results.distributions()) {
            Path file = Files.createDirectories(directory).resolve(distribution.fileName() + ".hgrm");
            try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
                distribution.histogram().outputPercentileDistribution(out, NANOS_PER_MICRO);
            }
        }
    }
}
