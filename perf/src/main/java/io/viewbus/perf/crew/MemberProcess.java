/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.crew;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One member JVM and the words exchanged with it. It ends when its standard input does. */
final class MemberProcess {

    private static final String MARK = "perf ";
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    /** What is told whenever it happens, not in step with the others. */
    private static final String SIGHTING = "view ";

    private final int member;
    private final BlockingQueue<Said> events;
    private final BlockingQueue<Said> sightings;
    private final Process process;
    private final Thread errors;
    private final LastLines lastLines = new LastLines();

    private MemberProcess(int member, Process process, BlockingQueue<Said> events, BlockingQueue<Said> sightings) {
        this.member = member;
        this.process = process;
        this.events = events;
        this.sightings = sightings;
        this.errors = reader("errors", process.getErrorStream(), lastLines::add, () -> {});
        reader("words", process.getInputStream(), this::onLine, this::onEnd);
    }

    static MemberProcess start(
            int member, List<String> command, BlockingQueue<Said> events, BlockingQueue<Said> sightings) {
        try {
            return new MemberProcess(member, new ProcessBuilder(command).start(), events, sightings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Thread reader(String what, InputStream in, Consumer<String> onLine, Runnable onEnd) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader reader =
                            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                        reader.lines().forEach(onLine);
                    } catch (IOException | UncheckedIOException e) {
                        // The process is gone, and so is its output.
                    }
                    onEnd.run();
                },
                what + "-of-member-" + member);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void onLine(String line) {
        if (!line.startsWith(MARK)) {
            lastLines.add(line);
            return;
        }
        String words = line.substring(MARK.length());
        if (words.startsWith(SIGHTING)) {
            sightings.add(new Said(member, words.substring(SIGHTING.length()), false));
        } else {
            events.add(new Said(member, words, false));
        }
    }

    private void onEnd() {
        events.add(new Said(member, "", true));
        sightings.add(new Said(member, "", true));
    }

    void tell(String words) {
        try {
            OutputStream out = process.getOutputStream();
            out.write((words + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            // It ended; the event that says so is under way.
        }
    }

    /** Tells how the process ended and what it said last. */
    String obituary() throws InterruptedException {
        errors.join(LAST_WORDS.toMillis());
        boolean ended = process.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        return (ended ? "exit code " + process.exitValue() : "still running") + lastLines.indented();
    }

    /** Returns what it said last besides the words of its script. */
    String lastLines() {
        return lastLines.indented();
    }

    boolean awaitEnd(Duration timeout) throws InterruptedException {
        return process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean hasEndedWell() {
        return !process.isAlive() && process.exitValue() == 0;
    }

    void hangUp() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It ended before.
        }
    }

    void pause() throws InterruptedException {
        try {
            Process stop = new ProcessBuilder("kill", "-STOP", String.valueOf(process.pid())).start();
            if (stop.waitFor() != 0) {
                throw new IllegalStateException("kill -STOP " + process.pid() + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void kill() {
        process.destroyForcibly();
    }
}
