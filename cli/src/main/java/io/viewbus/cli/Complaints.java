/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.view.ClusterException;
import java.io.PrintWriter;
import java.util.Map;
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
public final class Complaints implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private static final String PREFIX = "viewbus: ";

    /** What the library says in the words of programs, and how it is said here. */
    private static final Map<String, String> OUR_WORDS = Map.of(
            "withInterface(..)", "--interface",
            "-Dviewbus.dir=<directory> or withDirectory(..)", "VIEWBUS_JAVA_OPTS=-Dviewbus.dir=<directory>",
            "expected size must", "--expected-size must",
            "tls(certificate, key) and token(..)", "--tls-cert, --tls-key and --token-file",
            "choose another, or stop", "choose another with --member, or stop",
            "its first join fixed it", "its first join fixed it; name that one with --order, or leave --order out");

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        command.getErr().println(PREFIX + sentenceOfMisuse(e, command) + hint(command.getCommandSpec()));
        return command.getCommandSpec().exitCodeOnInvalidInput();
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
        int ofItsOwn = command.getCommandSpec().exitCodeOnExecutionException();
        return ofItsOwn == ExitCode.FAILED ? exitCodeOf(cause) : ofItsOwn;
    }

    /** Complains about what nobody foresaw. */
    static int lastResort(Throwable e) {
        StandardStreams.err().println(PREFIX + sentenceOf(e));
        if (Diagnostics.ofEnvironment()) {
            e.printStackTrace(StandardStreams.err());
        }
        return ExitCode.FAILED;
    }

    /**
     * Says in one line what happened.
     *
     * @param e what was thrown
     * @return a sentence for people
     */
    public static String sentenceOf(Throwable e) {
        String message = oneLine(String.valueOf(e.getMessage()));
        if (e instanceof ClusterException) {
            return inOurWords(message);
        }
        return e instanceof CommandFailure
                ? message
                : "unexpected " + e.getClass().getSimpleName() + ": " + message;
    }

    /**
     * Says what the library says in the words of the command.
     *
     * @param sentence names methods
     * @return the sentence, which names options
     */
    public static String inOurWords(String sentence) {
        String ours = sentence;
        for (Map.Entry<String, String> word : OUR_WORDS.entrySet()) {
            ours = ours.replace(word.getKey(), word.getValue());
        }
        return ours;
    }

    /** Tells which exit code a failure has. */
    static int exitCodeOf(Throwable e) {
        if (e instanceof CommandFailure failure) {
            return failure.exitCode();
        }
        return e instanceof ClusterException.Evicted ? ExitCode.LOST : ExitCode.FAILED;
    }

    private static String sentenceOfMisuse(ParameterException e, CommandLine command) {
        return e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()
                ? surplus(oneLine(unmatched.getUnmatched().get(0)), command)
                : inOurWords(oneLine(String.valueOf(e.getMessage())));
    }

    private static String surplus(String argument, CommandLine command) {
        if (command.getParent() != null) {
            return "the argument \"" + argument + "\" is one too many";
        }
        String verbs = command.getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(spec -> !spec.usageMessage().hidden())
                .map(CommandSpec::name)
                .collect(Collectors.joining(", "));
        return "there is no command \"" + argument + "\", only " + verbs;
    }

    private static String hint(CommandSpec spec) {
        return spec.parent() == null ? " (see viewbus --help)" : " (see viewbus help " + spec.name() + ")";
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
