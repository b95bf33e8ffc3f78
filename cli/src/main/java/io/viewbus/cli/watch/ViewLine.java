/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a view that a gateway told as a line for people: the view, when, how long it took, and why. */
final class ViewLine {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private final ZoneId zone;

    ViewLine(ZoneId zone) {
        this.zone = zone;
    }

    String write(JsonValue view) {
        StringBuilder line = new StringBuilder("view " + names(view));
        line.append(" at ").append(time(view.get("at").whole()));
        if (view.get("tookMs").number() > 0) {
            line.append(" took ").append(TopTable.ms(view.get("tookMs").number()));
        }
        List<String> causes = causes(view);
        if (!causes.isEmpty()) {
            line.append(" (").append(String.join("; ", causes)).append(')');
        }
        return line.toString();
    }

    private String time(long epochMs) {
        return TIME.format(LocalTime.ofInstant(Instant.ofEpochMilli(epochMs), zone));
    }

    /** Writes counter, kind, members and who came and went. */
    static String names(JsonValue view) {
        StringBuilder line = new StringBuilder(view.get("counter").whole() + " "
                + view.get("kind").text() + " [" + String.join(" ", memberNames(view)) + "]");
        view.get("joined").texts().forEach(name -> line.append(" +").append(name));
        view.get("left").texts().forEach(name -> line.append(" -").append(name));
        return line.toString();
    }

    static List<String> memberNames(JsonValue view) {
        return view.get("members").items().stream()
                .map(member -> member.get("name").text())
                .toList();
    }

    private static List<String> causes(JsonValue view) {
        List<String> causes = new ArrayList<>();
        for (JsonValue departure : view.get("departures").items()) {
            List<String> reports = departure.get("reports").items().stream()
                    .map(report -> report.get("by").text() + " "
                            + TopTable.ms(report.get("silenceMs").number()))
                    .toList();
            causes.add(departure.get("member").text() + " " + cause(departure)
                    + (reports.isEmpty() ? "" : ", missed by " + String.join(", ", reports)));
        }
        return causes;
    }

    static String cause(JsonValue departure) {
        return departure.get("cause").text().replace('_', ' ');
    }
}
