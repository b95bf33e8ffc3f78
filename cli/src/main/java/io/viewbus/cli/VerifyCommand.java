/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.recording.UnusableRecording;
import io.viewbus.testkit.check.Terms;
import io.viewbus.testkit.recorded.RecordedRun;
import io.viewbus.testkit.recorded.Verdict;
import io.viewbus.view.PartitionPolicy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies what members recorded. */
@Command(
        name = "verify",
        header = "Verifies the guarantees over what members recorded.",
        mixinStandardHelpOptions = true,
        description = {
            "Merges the recordings of the members of a cluster (--record) and verifies them with",
            "the checker of the simulator, from the first view on that is complete in all of them.",
            "Exit code 1: a guarantee was broken. 2: files are damaged, or something is missing."
        })
final class VerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Recordings, or directories with recordings.")
    private List<Path> places;

    @Option(names = "--partitionable", description = "The members went on in every part of the cluster.")
    private boolean partitionable;

    @Option(
            names = "--expected-size",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many members had to agree to found the cluster.")
    private int expectedSize;

    @Option(names = "--json", description = "One object for programs.")
    private boolean json;

    @Override
    public Integer call() {
        Verdict verdict = verdict();
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            VerdictFormat.writeJson(verdict, out);
        } else {
            VerdictFormat.write(verdict, out);
        }
        return verdict.isClean() ? ExitCode.OK : ExitCode.FAILED;
    }

    private Verdict verdict() {
        Terms terms = RecordedRun.usualTerms().withExpectedSize(expectedSize);
        try {
            return RecordedRun.of(places)
                    .verify(partitionable ? terms.withPartitions(PartitionPolicy.PARTITIONABLE) : terms);
        } catch (UnusableRecording e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
