/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.report.Difference;
import io.viewbus.perf.report.JsonFormat;
import io.viewbus.perf.report.Results;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What changed between two saved results. */
@Command(
        name = "compare",
        description = {
            "Compares two saved results figure by figure.",
            "Ratios to a peer come first: they were measured in turns. Bare figures of two runs differ with the hour, too."
        },
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class CompareCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "OLD", description = "a results.json, or the directory that holds it")
    private Path before;

    @Parameters(index = "1", paramLabel = "NEW", description = "another one")
    private Path after;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Difference.of(read(before), read(after)));
        out.flush();
        return ExitCode.OK;
    }

    private Results read(Path given) {
        Path file = Files.isDirectory(given) ? given.resolve(Results.FILE) : given;
        try {
            return JsonFormat.read(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
