/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.crew.MemberFailed;
import io.viewbus.view.ClusterException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry point of the performance harness: {@code viewbus perf}, a scenario for each subcommand. */
@Command(
        name = "viewbus perf",
        description = "Measures Viewbus beside its peers, in turns on the same machine.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ThroughputCommand.class,
            LatencyCommand.class,
            ViewChangeCommand.class,
            SlowCommand.class,
            GrowthCommand.class,
            CompareCommand.class,
            MemberCommand.class
        })
public final class PerfMain implements Runnable {

    @Spec
    private CommandSpec spec;

    private PerfMain() {}

    /**
     * Runs a scenario and ends the JVM with 0, 1 if the measurement failed, or 2 if it was asked for in the wrong way.
     *
     * @param args the arguments
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new PerfMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((error, args) -> refuse(error))
                .setExecutionExceptionHandler((error, line, parsed) -> fail(error, line.getErr()));
    }

    /** Without a subcommand there is nothing to do but to say so. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "choose what to measure, as in: viewbus perf throughput");
    }

    private static int refuse(ParameterException error) {
        CommandLine line = error.getCommandLine();
        line.getErr().println(line.getCommandSpec().qualifiedName() + ": " + error.getMessage());
        return ExitCode.USAGE;
    }

    private static int fail(Exception error, PrintWriter err) {
        err.println("viewbus perf: " + (explainsItself(error) ? error.getMessage() : error));
        if (!explainsItself(error) || error.getCause() != null) {
            error.printStackTrace(err);
        }
        err.flush();
        return ExitCode.SOFTWARE;
    }

    private static boolean explainsItself(Exception error) {
        return error instanceof MemberFailed
                || error instanceof RunFailed
                || error instanceof ClusterException
                || error instanceof IllegalStateException;
    }
}
