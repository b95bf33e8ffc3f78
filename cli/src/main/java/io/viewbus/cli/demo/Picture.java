/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import io.viewbus.cli.TerminalSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws the live picture as lines of text; a call of {@link #draw} is one moment of the lanes. */
final class Picture {

    private static final String ROW = "%-5s%s %-8s %5s %7s %11s %8s %8s";
    private static final int NAME = 6;
    private static final int TABLE = 59;
    private static final int BESIDES_MEMBERS = 8;
    private static final int FEWEST_EVENTS = 2;

    private final DemoPlan plan;
    private final Lanes lanes = new Lanes();

    Picture(DemoPlan plan) {
        this.plan = plan;
    }

    /** Returns the smallest terminal that shows the table, the lanes and the latest events of such a demo. */
    static TerminalSize smallest(DemoPlan plan) {
        return new TerminalSize(TABLE + 1, BESIDES_MEMBERS + 2 * plan.members().size() + FEWEST_EVENTS);
    }

    /** Draws at most so many columns and rows; what does not fit is left out at the right and at the bottom. */
    List<String> draw(Board.Snapshot board, List<String> events, long elapsedMs, TerminalSize size) {
        lanes.advance(board.members());
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "viewbus demo   %.1f s   cluster %s at %s",
                elapsedMs / 1000.0,
                plan.cluster(),
                plan.address()));
        lines.add("─".repeat(size.columns()));
        lines.add(headline(board));
        lines.add("");
        lines.add(String.format(ROW, "MEMBER", "", "STATE", "VIEW", "SENT/s", "DELIVERED/s", "P50", "P99"));
        board.members().forEach(member -> lines.add(row(member, board)));
        lines.add("");
        board.members().forEach(member -> lines.add(lane(member.name(), size)));
        lines.add(" ".repeat(NAME) + "┃ view installed   ● messages delivered   × killed");
        lines.add("");
        int room = Math.max(0, size.rows() - lines.size());
        lines.addAll(events.subList(Math.max(0, events.size() - room), events.size()));
        return lines.stream()
                .limit(size.rows())
                .map(line -> cut(line, size.columns()))
                .toList();
    }

    private String lane(String name, TerminalSize size) {
        int columns = Math.max(0, size.columns() - NAME - 1);
        return String.format("%-" + NAME + "s%s▶", name, lanes.of(name, columns));
    }

    private static String cut(String line, int columns) {
        return line.length() <= columns ? line : line.substring(0, columns - 1) + "…";
    }

    private static String headline(Board.Snapshot board) {
        InstalledView view = board.view();
        if (view == null) {
            return "no view yet";
        }
        return String.format(
                "view %s   coordinator %s   digests equal at %d of %d   views so far: %d",
                view.id(), view.coordinator(), board.comparisons(), board.comparisons(), board.views());
    }

    private static String row(BoardEntry.Snapshot member, Board.Snapshot board) {
        InstalledView view = board.view();
        boolean isCoordinator = view != null
                && view.coordinator().equals(member.name())
                && member.state().isAlive();
        Progress progress = member.progress();
        return String.format(
                Locale.ROOT,
                ROW,
                member.name(),
                isCoordinator ? "*" : " ",
                member.state().name().toLowerCase(Locale.ROOT),
                member.view(),
                String.format(Locale.ROOT, "%,d", progress.sentPerSecond()),
                String.format(Locale.ROOT, "%,d", progress.deliveredPerSecond()),
                latency(progress.p50Us()),
                latency(progress.p99Us()));
    }

    private static String latency(long us) {
        if (us == 0) {
            return "-";
        }
        return us < 10_000 ? us + " µs" : us / 1000 + " ms";
    }
}
