/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What happened, one line per event, with the time since the start. */
final class Journal {

    private static final int KEPT = 50;

    private final long startNs = System.nanoTime();
    private final Deque<String> latest = new ArrayDeque<>();
    private final @Nullable PrintWriter echo;

    private Journal(@Nullable PrintWriter echo) {
        this.echo = echo;
    }

    static Journal silent() {
        return new Journal(null);
    }

    static Journal printingTo(PrintWriter out) {
        return new Journal(out);
    }

    synchronized void add(String event) {
        String line = String.format(Locale.ROOT, "%7.3f s  %s", elapsedMs() / 1000.0, event);
        latest.addLast(line);
        if (latest.size() > KEPT) {
            latest.removeFirst();
        }
        if (echo != null) {
            echo.println(line);
        }
    }

    /** Returns the last few events, oldest first. */
    synchronized List<String> latest() {
        return List.copyOf(latest);
    }

    long elapsedMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
    }
}
