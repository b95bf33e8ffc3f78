/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The line to the parent process: words in, words out. When it goes dead the parent is, and so will be this member: the
 * thread that made the line is interrupted, and given a grace to tidy up.
 */
final class ParentLine {

    /** Marks the words among whatever else may reach standard output. */
    static final String MARK = "perf ";

    private static final String HUNG_UP = "";
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int EXIT_ORPHANED = 3;

    private final PrintStream out;
    private final Thread owner = Thread.currentThread();
    private final BlockingQueue<String> words = new LinkedBlockingQueue<>();
    private volatile boolean isDead;

    ParentLine(InputStream in, PrintStream out) {
        this.out = out;
        Thread listener = new Thread(() -> listen(in), "parent-line");
        listener.setDaemon(true);
        listener.start();
    }

    private void listen(InputStream in) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String line;
            while ((line = reader.readLine()) != null) {
                words.add(line);
            }
        } catch (IOException e) {
            // A line that cannot be read is as dead as one that ended.
        }
        isDead = true;
        words.add(HUNG_UP);
        owner.interrupt();
        haltAfterGrace();
    }

    /** Whoever closes a system in vain must not outlive the parent. */
    private void haltAfterGrace() {
        try {
            owner.join(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(EXIT_ORPHANED);
    }

    void say(String words) {
        out.println(MARK + words);
        out.flush();
    }

    /** Waits for whatever the parent says, however long that takes. */
    String next() throws InterruptedException {
        String line = words.take();
        if (isDead) {
            throw new IllegalStateException("the parent process is gone");
        }
        return line;
    }

    /** Waits for a keyword, however long that takes, and returns what follows it. */
    String next(String keyword) throws InterruptedException {
        return require(keyword, next());
    }

    /** Returns what follows a keyword. */
    static String require(String keyword, String line) {
        if (!line.startsWith(keyword)) {
            throw new IllegalStateException("the parent said " + line + " and not " + keyword);
        }
        return line.substring(keyword.length()).trim();
    }

    /** Waits for a keyword and returns what follows it. */
    String await(String keyword, Duration timeout) throws InterruptedException {
        String line = words.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        if (isDead) {
            throw new IllegalStateException("the parent process is gone");
        }
        if (line == null) {
            throw new IllegalStateException(
                    "the parent did not say " + keyword + " within " + timeout.toSeconds() + " s");
        }
        return require(keyword, line);
    }
}
