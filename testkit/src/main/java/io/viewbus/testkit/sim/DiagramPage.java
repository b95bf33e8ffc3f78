/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lays out what a diagram shows: 120 characters wide, one column for each name, in the order of their first steps. */
final class DiagramPage {

    private static final int WIDTH = 120;
    private static final int TIME_WIDTH = 11;
    private static final int LEAST_COLUMN = 8;
    /** Steps of different members within this time share a line. */
    private static final long SAME_LINE_NS = 1_000_000L;

    private static final long LONG_AGO_NS = Long.MIN_VALUE / 2;

    private final List<Entry> entries = new ArrayList<>();
    private final List<String> columns = new ArrayList<>();

    /**
     * Something that is shown.
     *
     * @param atNs when
     * @param column whose, or null if it goes across
     * @param text what
     */
    private record Entry(long atNs, @Nullable String column, String text) {}

    void across(long atNs, String text) {
        entries.add(new Entry(atNs, null, text));
    }

    void cell(long atNs, String column, String text) {
        if (!columns.contains(column)) {
            columns.add(column);
        }
        if (!text.isEmpty()) {
            entries.add(new Entry(atNs, column, text));
        }
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int width = Math.max(LEAST_COLUMN, (WIDTH - TIME_WIDTH) / Math.max(1, columns.size()));
        String[] cells = emptyCells();
        long lineNs = LONG_AGO_NS;
        lines.add(line("", columns.toArray(new String[0]), width));
        for (Entry entry : entries) {
            int column = columns.indexOf(entry.column());
            if (column < 0 || lineNs + SAME_LINE_NS <= entry.atNs() || !fits(cells[column], entry.text(), width)) {
                flush(lines, lineNs, cells, width);
                cells = emptyCells();
                lineNs = entry.atNs();
            }
            if (column < 0) {
                lines.addAll(wrapped(time(entry.atNs()) + "---- " + entry.text()));
                lineNs = LONG_AGO_NS;
            } else {
                cells[column] += (cells[column].isEmpty() ? "" : ", ") + entry.text();
            }
        }
        flush(lines, lineNs, cells, width);
        return lines;
    }

    private String[] emptyCells() {
        String[] cells = new String[columns.size()];
        Arrays.fill(cells, "");
        return cells;
    }

    private static boolean fits(String cell, String more, int width) {
        return cell.isEmpty() || cell.length() + 2 + more.length() < width;
    }

    private static void flush(List<String> lines, long atNs, String[] cells, int width) {
        if (Arrays.stream(cells).anyMatch(cell -> !cell.isEmpty())) {
            lines.add(line(time(atNs), cells, width));
        }
    }

    private static String line(String time, String[] cells, int width) {
        StringBuilder line = new StringBuilder(padded(time, TIME_WIDTH));
        for (String cell : cells) {
            line.append(padded(cell.isEmpty() ? "|" : cell, width));
        }
        return line.toString().stripTrailing();
    }

    private static String padded(String text, int width) {
        String cut = text.length() < width ? text : text.substring(0, width - 1);
        return cut + " ".repeat(width - cut.length());
    }

    private static String time(long atNs) {
        return String.format(Locale.ROOT, "%10.6f ", atNs / 1e9);
    }

    /** Breaks a line where it is too long; what goes on is indented. */
    static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > WIDTH) {
            int space = rest.lastIndexOf(' ', WIDTH);
            int end = space > TIME_WIDTH + 4 ? space : WIDTH;
            lines.add(rest.substring(0, end));
            rest = " ".repeat(TIME_WIDTH + 4) + rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }
}
