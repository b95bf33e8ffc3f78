/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.crew;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines that a process printed, for the case that they are its last words. */
final class LastLines {

    private static final int LIMIT = 40;

    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
        if (lines.size() == LIMIT) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    /** Returns the lines indented, each on a line of its own; empty if there are none. */
    synchronized String indented() {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(System.lineSeparator()).append("    ").append(line);
        }
        return text.toString();
    }
}
