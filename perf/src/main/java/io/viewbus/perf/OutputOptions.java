/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.report.JsonFormat;
import io.viewbus.perf.report.Report;
import io.viewbus.perf.report.Results;
import io.viewbus.perf.report.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where results go. */
final class OutputOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "write results.json, results.txt, report.html, plots and histograms to this directory")
    private @Nullable Path directory;

    @Option(names = "--json", description = "print what goes to results.json instead of a table")
    private boolean json;

    /** Finds out before the first round whether the last one can be kept. */
    void prepare() {
        if (directory == null) {
            return;
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), "--out " + directory + " is no directory that can be written to: " + e);
        }
        if (!Files.isWritable(directory)) {
            throw new ParameterException(spec.commandLine(), "--out " + directory + " cannot be written to");
        }
    }

    void write(Results results) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? JsonFormat.write(results) : TextTable.of(results));
        out.flush();
        if (directory != null) {
            try {
                Report.write(results, directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            PrintWriter err = spec.commandLine().getErr();
            err.println("written: " + directory.resolve(Report.PAGE));
            err.flush();
        }
    }
}
