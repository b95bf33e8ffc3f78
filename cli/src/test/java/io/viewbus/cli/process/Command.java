/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A running {@code viewbus} command: its output goes to files, which tests wait on. */
final class Command {

    /** Costs nothing where all is well, and on a busy machine a JVM takes its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path out;
    private final Path err;

    Command(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Waits until a complete line of standard output is as wanted. */
    Command awaitLine(String what, Predicate<String> wanted) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .failFast(() -> requireRunning(what, wanted))
                .until(() -> lines().stream().anyMatch(wanted));
        return this;
    }

    /** Waits for a view of these members, in rank order. */
    Command awaitView(String members) {
        return awaitLine("view " + members, line -> line.startsWith("view ") && line.contains("[" + members + "]"));
    }

    private void requireRunning(String what, Predicate<String> wanted) {
        boolean ended = !process.isAlive();
        if (ended && lines().stream().noneMatch(wanted)) {
            throw new AssertionError("ended with " + process.exitValue() + " before " + what + ": " + errors());
        }
    }

    /** Waits for the end and returns the exit code. */
    int awaitExit() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("ended in time; it printed %s", this)
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Writes lines to standard input. */
    void type(List<String> lines) {
        try {
            OutputStream in = process.getOutputStream();
            in.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends standard input. */
    void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** The complete lines of standard output. */
    List<String> lines() {
        String text = read(out);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    String errors() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "out: " + read(out) + " err: " + read(err);
    }
}
