/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.recording.Recorder;
import io.viewbus.recording.Recording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a command whose members can be recorded. */
public final class RecordOptions {

    private static final long MIB = 1L << 20;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            defaultValue = "${env:VIEWBUS_RECORD}",
            description = "Record what happens in this directory, for verify and timeline (VIEWBUS_RECORD).")
    private @Nullable Path directory;

    @Option(
            names = "--record-limit",
            paramLabel = "MIB",
            defaultValue = "${env:VIEWBUS_RECORD_LIMIT:-256}",
            description = "What a member records at most; the oldest goes first (VIEWBUS_RECORD_LIMIT).")
    private long limitMib;

    /** Starts a recording if one is wanted. */
    @Nullable
    Recording start() {
        Path wanted = directory;
        if (wanted == null) {
            return null;
        }
        if (limitMib < 1) {
            throw new ParameterException(command.commandLine(), "--record-limit must be 1 or more, not " + limitMib);
        }
        if (Files.exists(wanted) && !Files.isDirectory(wanted)) {
            throw new ParameterException(command.commandLine(), "--record " + wanted + " is no directory");
        }
        return Recorder.into(wanted).limit(limitMib * MIB).start();
    }

    /**
     * Returns these options as they are given to another process.
     *
     * @return words for its command line, none if nothing is to be recorded
     */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        if (directory != null) {
            words.addAll(List.of(
                    "--record", directory.toAbsolutePath().toString(), "--record-limit", Long.toString(limitMib)));
        }
        return words;
    }
}
