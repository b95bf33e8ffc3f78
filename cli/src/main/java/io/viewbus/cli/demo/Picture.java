/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws the live picture as lines of text; a call of {@link #draw} is one moment of the lanes. */
final class Picture {

    private static final int WIDTH = 96;
    private static final String RULE = "─".repeat(WIDTH);
    private static final String ROW = "%-6s%s %-9s %7s %10s %13s %10s %10s";

    private final DemoPlan plan;
    private final Lanes lanes = new Lanes(WIDTH - 12);

    Picture(DemoPlan plan) {
        this.plan = plan;
    }

    List<String> draw(Board.Snapshot board, List<String> events, long elapsedMs) {
        lanes.advance(board.members());
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "viewbus demo   cluster %s   %s on loopback   %6.1f s",
                plan.cluster(),
                plan.address(),
                elapsedMs / 1000.0));
        lines.add(RULE);
        lines.add(headline(board));
        lines.add("");
        lines.add(String.format(ROW, "MEMBER", "", "STATE", "VIEW", "SENT/s", "DELIVERED/s", "P50", "P99"));
        board.members().forEach(member -> lines.add(row(member, board)));
        lines.add("");
        board.members().forEach(member -> lines.add(String.format("%-6s%s▶", member.name(), lanes.of(member.name()))));
        lines.add("      ┃ view installed   ● messages delivered   × killed");
        lines.add("");
        lines.addAll(events);
        return lines;
    }

    private static String headline(Board.Snapshot board) {
        InstalledView view = board.view();
        if (view == null) {
            return "no view yet";
        }
        return String.format(
                "view %s   %d members   coordinator %s   %d views so far   digests equal at %d of %d",
                view.id(),
                view.members().size(),
                view.coordinator(),
                board.views(),
                board.comparisons(),
                board.comparisons());
    }

    private static String row(BoardEntry.Snapshot member, Board.Snapshot board) {
        InstalledView view = board.view();
        boolean isCoordinator = view != null && view.coordinator().equals(member.name());
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
