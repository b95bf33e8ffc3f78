/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes for people how a view came about. */
final class EvidenceText {

    private final JsonValue evidence;
    private final JsonValue view;
    private final List<String> lines = new ArrayList<>();

    private EvidenceText(JsonValue evidence) {
        this.evidence = evidence;
        this.view = evidence.get("view");
    }

    static List<String> lines(JsonValue evidence) {
        EvidenceText text = new EvidenceText(evidence);
        text.lines.add("view " + ViewLine.names(text.view) + ", as "
                + evidence.get("seenBy").text() + " saw it");
        text.view.get("departures").items().forEach(text::departure);
        text.decision();
        text.steps();
        text.links();
        return text.lines;
    }

    private void departure(JsonValue departure) {
        lines.add(departure.get("member").text() + " is out: " + ViewLine.cause(departure));
        for (JsonValue report : departure.get("reports").items()) {
            double silenceMs = report.get("silenceMs").number();
            lines.add("    " + report.get("by").text() + " had missed it for " + TopTable.ms(silenceMs) + ", "
                    + beats(silenceMs));
        }
    }

    private String beats(double silenceMs) {
        double heartbeatMs = evidence.get("heartbeatMs").number();
        long missed = heartbeatMs > 0 ? (long) (silenceMs / heartbeatMs) : 0;
        return missed + (missed == 1 ? " heartbeat" : " heartbeats") + "; "
                + TopTable.ms(evidence.get("links").get("suspectAfterMs").number()) + " are the limit";
    }

    private void decision() {
        long priorSize = evidence.get("priorSize").whole();
        String count = priorSize == 0 ? "" : ": " + evidence.get("agreed").whole() + " of " + priorSize;
        lines.add("rule: " + evidence.get("ruleText").text() + count);
        if (view.get("tookMs").number() > 0) {
            lines.add("deliveries stood still for "
                    + TopTable.ms(view.get("tookMs").number()));
        }
    }

    private void steps() {
        lines.add("steps, by the time before the view was installed:");
        long forgotten = evidence.get("forgottenSteps").whole();
        if (forgotten > 0) {
            lines.add("    " + forgotten + " earlier ones were not kept");
        }
        for (JsonValue step : evidence.get("steps").items()) {
            String whom =
                    step.get("member").isNothing() ? "" : step.get("member").text() + "  ";
            String round = step.get("round").isNothing()
                    ? ""
                    : ", round " + step.get("round").whole();
            lines.add(String.format(
                    Locale.ROOT,
                    "%10.1f ms  %s%s%s",
                    step.get("beforeMs").number(),
                    whom,
                    step.get("text").text(),
                    round));
        }
    }

    private void links() {
        List<String> names = evidence.get("links").get("members").texts();
        if (names.isEmpty()) {
            return;
        }
        lines.add("who had heard whom, and how many ms ago, when it was decided (each row one member's ears):");
        int width = Math.max(8, names.stream().mapToInt(String::length).max().orElse(0) + 1);
        String cell = "%" + width + "s";
        lines.add(" ".repeat(width)
                + names.stream().map(name -> String.format(cell, name)).collect(Collectors.joining()));
        List<JsonValue> rows = evidence.get("links").get("heardAgoMs").items();
        for (int by = 0; by < names.size() && by < rows.size(); by++) {
            lines.add(String.format(cell, names.get(by)) + row(by, rows.get(by).items(), cell));
        }
    }

    private static String row(int by, List<JsonValue> row, String cell) {
        StringBuilder line = new StringBuilder();
        for (int of = 0; of < row.size(); of++) {
            line.append(String.format(
                    cell, of == by ? "." : Long.toString(Math.round(row.get(of).number()))));
        }
        return line.toString();
    }
}
