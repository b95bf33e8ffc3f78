/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import java.util.List;

/** Reads the lines of a {@link ReportWriter}. */
final class ReportReader {

    private final MemberReports reports;

    ReportReader(MemberReports reports) {
        this.reports = reports;
    }

    /** Passes on what a line says; throws if it is none of ours. */
    void read(String line) {
        String[] field = line.split("\t", -1);
        switch (field[0]) {
            case ReportWriter.INSTALLED ->
                reports.installed(new InstalledView(field[1], names(field[2]), names(field[3]), field[4]));
            case ReportWriter.ENDED ->
                reports.ended(new EndedView(field[1], field[2], Long.parseLong(field[3]), field[4]));
            case ReportWriter.DASHBOARD -> reports.dashboard(field[1]);
            case ReportWriter.PROGRESS ->
                reports.progress(new Progress(
                        field[1],
                        number(field[2]),
                        number(field[3]),
                        number(field[4]),
                        number(field[5]),
                        number(field[6])));
            case ReportWriter.LOST -> reports.lost(field[1]);
            default -> throw new IllegalArgumentException("not a report: " + line);
        }
    }

    private static long number(String text) {
        return Long.parseLong(text);
    }

    private static List<String> names(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }
}
