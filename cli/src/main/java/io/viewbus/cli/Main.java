/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.cli.demo.DemoCommand;
import io.viewbus.cli.demo.DemoMemberCommand;
import io.viewbus.cli.watch.CheckCommand;
import io.viewbus.cli.watch.DoctorCommand;
import io.viewbus.cli.watch.RttCommand;
import io.viewbus.cli.watch.TopCommand;
import io.viewbus.cli.watch.WhyCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of the {@code viewbus} command. */
@Command(
        name = "viewbus",
        description = "Who is in, and the same messages in the same order.",
        footer = {
            "",
            "Environment, besides what the commands name:",
            "  VIEWBUS_JAVA_OPTS   options for Java, as -Dviewbus.dir=<directory> for another",
            "                        place than /dev/shm for the buffers of members",
            "  VIEWBUS_DEBUG       1 for --verbose and logs",
            "Measurements are another program: bin/viewbus perf --help"
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        subcommands = {
            DemoCommand.class,
            DemoMemberCommand.class,
            SubCommand.class,
            PubCommand.class,
            ViewsCommand.class,
            MembersCommand.class,
            TopCommand.class,
            CheckCommand.class,
            DoctorCommand.class,
            WhyCommand.class,
            RttCommand.class,
            AgentCommand.class,
            ConfigCommand.class,
            CompletionCommand.class,
            VerifyCommand.class,
            TimelineCommand.class,
            HelpCommand.class
        })
public final class Main {

    private static final int HELP_WIDTH = 80;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show what lies behind an error; the same as VIEWBUS_DEBUG=1.")
    private boolean verbose;

    /** Whether people asked to see stack traces. */
    boolean verbose() {
        return verbose || Diagnostics.ofEnvironment();
    }

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT); // Programs read what is printed, and some languages have digits of their own.
        Diagnostics.install();
        System.exit(execute(RawArguments.decode(args)));
    }

    private static int execute(String[] args) {
        StandardOutput out = new StandardOutput(StandardStreams.out());
        CommandLine line = commandLine().setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        try {
            int exitCode = line.execute(args);
            line.getOut().flush();
            out.throwIfFailed();
            return exitCode;
        } catch (Throwable e) {
            return Complaints.lastResort(e);
        }
    }

    /** Makes the command line with all its verbs, as tests use it too. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        Complaints complaints = new Complaints();
        line.setErr(new PrintWriter(StandardStreams.err(), true, StandardCharsets.UTF_8));
        line.setParameterExceptionHandler(complaints);
        line.setExecutionExceptionHandler(complaints);
        line.setExecutionStrategy(Main::runOrExplain);
        line.setUsageHelpWidth(HELP_WIDTH);
        WholeNumber.registerIn(line);
        arrangeHelp(line);
        return line;
    }

    private static int runOrExplain(CommandLine.ParseResult parsed) {
        if (!parsed.hasSubcommand() && !parsed.isUsageHelpRequested() && !parsed.isVersionHelpRequested()) {
            CommandLine line = parsed.commandSpec().commandLine();
            line.usage(line.getOut());
            return ExitCode.OK;
        }
        if (!parsed.unmatched().isEmpty()) {
            // Picocli forgives what comes before --help, as a command that does not exist.
            throw new UnmatchedArgumentException(parsed.commandSpec().commandLine(), parsed.unmatched());
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static void arrangeHelp(CommandLine line) {
        for (CommandLine command : everyCommandOf(line)) {
            UsageMessageSpec usage = command.getCommandSpec().usageMessage();
            usage.abbreviateSynopsis(true);
            if (usage.exitCodeList().isEmpty()) {
                usage.exitCodeListHeading("%nExit codes:%n");
                usage.exitCodeList(ExitCode.DESCRIPTIONS);
            }
        }
    }

    private static List<CommandLine> everyCommandOf(CommandLine line) {
        List<CommandLine> commands = new ArrayList<>(line.getSubcommands().values());
        commands.add(line);
        return commands;
    }
}
