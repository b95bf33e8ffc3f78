/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.view.ClusterException;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import reactor.core.Exceptions;

/** Turns whatever goes wrong into one sentence on standard error and an exit code. */
final class Complaints implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private static final String PREFIX = "viewbus: ";

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        command.getErr().println(PREFIX + sentenceOfMisuse(e, command) + hint(command.getCommandSpec()));
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        Main main = (Main) command.getCommandSpec().root().userObject();
        PrintWriter err = command.getErr();
        Throwable cause = Exceptions.unwrap(e);
        err.println(PREFIX + sentenceOf(cause));
        if (main.verbose()) {
            cause.printStackTrace(err);
        }
        return exitCodeOf(cause);
    }

    /** Complains about what nobody foresaw. */
    static int lastResort(Throwable e) {
        StandardStreams.err().println(PREFIX + sentenceOf(e));
        if (Diagnostics.ofEnvironment()) {
            e.printStackTrace(StandardStreams.err());
        }
        return ExitCode.FAILED;
    }

    /** Says in one line what happened. */
    static String sentenceOf(Throwable e) {
        boolean isForPeople = e instanceof ClusterException || e instanceof CommandFailure;
        String message = String.valueOf(e.getMessage());
        return oneLine(isForPeople ? message : "unexpected " + e.getClass().getSimpleName() + ": " + message);
    }

    /** Tells which exit code a failure has. */
    static int exitCodeOf(Throwable e) {
        if (e instanceof CommandFailure failure) {
            return failure.exitCode();
        }
        return e instanceof ClusterException.Evicted ? ExitCode.LOST : ExitCode.FAILED;
    }

    private static String sentenceOfMisuse(ParameterException e, CommandLine command) {
        boolean isVerb = e instanceof UnmatchedArgumentException unmatched
                && command.getParent() == null
                && !unmatched.getUnmatched().get(0).startsWith("-");
        return isVerb ? unknownVerb((UnmatchedArgumentException) e, command) : oneLine(String.valueOf(e.getMessage()));
    }

    private static String unknownVerb(UnmatchedArgumentException e, CommandLine command) {
        String verbs = command.getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(spec -> !spec.usageMessage().hidden())
                .map(CommandSpec::name)
                .collect(Collectors.joining(", "));
        return "there is no command \"" + oneLine(e.getUnmatched().get(0)) + "\", only " + verbs;
    }

    private static String hint(CommandSpec spec) {
        return spec.parent() == null ? " (see viewbus --help)" : " (see viewbus help " + spec.name() + ")";
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
