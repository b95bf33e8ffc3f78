/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.recording.UnusableRecording;
import io.viewbus.testkit.recorded.RecordedRun;
import io.viewbus.testkit.timeline.Timeline;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws what members recorded. */
@Command(
        name = "timeline",
        header = "Draws what members recorded.",
        mixinStandardHelpOptions = true,
        description = {
            "A space-time diagram (SVG) of recordings (--record): a lane for each member, views as",
            "bars across them, crashes as crosses, and a close-up of the first change after a crash."
        })
final class TimelineCommand implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Recordings, or directories with recordings.")
    private List<Path> places;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "SVG",
            required = true,
            description = "The file to write; - for standard output.")
    private String output;

    @Override
    public Integer call() {
        try {
            String page = Timeline.draw(RecordedRun.of(places)::tell);
            PrintWriter out = command.commandLine().getOut();
            if (output.equals(STANDARD_OUTPUT)) {
                out.print(page);
                out.flush();
            } else {
                Files.writeString(Path.of(output), page);
                out.println("drawn: " + output);
            }
            return ExitCode.OK;
        } catch (UnusableRecording e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, output + " cannot be written: " + e.getMessage(), e);
        }
    }
}
