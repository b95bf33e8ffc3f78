/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import io.viewbus.cli.TerminalSize;
import io.viewbus.observe.Counter;
import io.viewbus.observe.Timing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes sightings as a table for people: the clusters one after the other, each with what it agrees on above its members. */
final class TopTable {

    private static final String ROW = "%-12s %1s %-8s %5s %8s %8s %6s %5s %7s %8s %7s  %s";

    private TopTable() {}

    /** Returns the lines; what does not fit is left out at the right and at the bottom. */
    static List<String> fit(List<Sighting> sightings, String title, TerminalSize size) {
        List<String> lines = new ArrayList<>();
        lines.add(title);
        lines.addAll(lines(sightings));
        return lines.stream()
                .limit(size.rows())
                .map(line -> line.length() <= size.columns() ? line : line.substring(0, size.columns() - 1) + "…")
                .toList();
    }

    static List<String> lines(List<Sighting> sightings) {
        List<String> lines = new ArrayList<>();
        Map<String, List<Sighting>> clusters = new LinkedHashMap<>();
        for (Sighting sighting : sightings) {
            clusters.computeIfAbsent(sighting.member().cluster(), name -> new ArrayList<>())
                    .add(sighting);
        }
        clusters.forEach((name, members) -> {
            lines.add(headline(name, members));
            lines.add(String.format(
                            ROW,
                            "MEMBER",
                            "",
                            "STATE",
                            "VIEW",
                            "SENT/s",
                            "DELIV/s",
                            "HELD/s",
                            "LAG",
                            "RTT",
                            "DELIVERY",
                            "STABLE",
                            "LINKS")
                    .stripTrailing());
            members.forEach(member -> lines.add(row(member)));
        });
        return lines;
    }

    /** Told by the member that is furthest: the others are on their way to its view. */
    private static String headline(String cluster, List<Sighting> members) {
        Optional<Sighting> furthest = members.stream()
                .filter(member -> member.isThere() && member.hasView())
                .max(Comparator.comparingLong(member -> member.get(Counter.VIEW)));
        return "cluster " + cluster + "   "
                + furthest.map(TopTable::summary).orElse("nobody of it is in a view on this machine");
    }

    private static String summary(Sighting member) {
        return "view " + member.get(Counter.VIEW)
                + (member.get(Counter.PRIMARY) == 1 ? "   primary   " : "   NOT PRIMARY   ")
                + member.get(Counter.MEMBERS) + (member.get(Counter.MEMBERS) == 1 ? " member" : " members")
                + "   age " + age(member.viewAgeSeconds())
                + "   change took " + ms(member.get(Counter.VIEW_CHANGE_LAST_NS) / 1e6);
    }

    private static String row(Sighting member) {
        if (!member.isThere()) {
            return String.format(
                    ROW,
                    name(member),
                    "",
                    "gone",
                    number(member.get(Counter.VIEW)),
                    "-",
                    "-",
                    "-",
                    "-",
                    "-",
                    "-",
                    "-",
                    "process " + member.member().pid() + " is not there any more");
        }
        return String.format(
                ROW,
                name(member),
                member.hasView() && member.get(Counter.RANK) == 0 ? "*" : "",
                member.state().word(),
                number(member.get(Counter.VIEW)),
                rate(member.perSecond(Counter.MESSAGES_SENT)),
                rate(member.perSecond(Counter.MESSAGES_DELIVERED)),
                rate(member.perSecond(Counter.PUBLISH_HELD_BACK)),
                number(member.get(Counter.LAG)),
                member.get(Counter.ROUND_TRIP_NS) == 0 ? "-" : ms(member.get(Counter.ROUND_TRIP_NS) / 1e6),
                ms(member.meanMs(Timing.DELIVERY)),
                ms(member.meanMs(Timing.STABLE)),
                links(member));
    }

    private static String name(Sighting member) {
        String name = member.member().name();
        return name.length() <= 12 ? name : name.substring(0, 11) + "…";
    }

    private static String links(Sighting member) {
        if (member.state() == MemberState.STALLED) {
            return "sends no heartbeats: stopped or hanging";
        }
        long suspected = member.get(Counter.SUSPECTED);
        String silence = "silence " + ms(member.get(Counter.SILENCE_NS) / 1e6);
        double repaired = member.perSecond(Counter.FRAMES_REPAIRED);
        return (suspected > 0 ? "suspects " + suspected + ", " : "")
                + silence
                + (repaired >= 1 ? ", repairs " + rate(repaired) + "/s" : "");
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%d", value);
    }

    private static String rate(double perSecond) {
        return Double.isNaN(perSecond) ? "-" : String.format(Locale.ROOT, "%,d", Math.round(perSecond));
    }

    static String ms(double ms) {
        if (Double.isNaN(ms)) {
            return "-";
        }
        if (ms < 1) {
            return Math.round(ms * 1000) + " µs";
        }
        return ms < 10 ? String.format(Locale.ROOT, "%.1f ms", ms) : Math.round(ms) + " ms";
    }

    static String age(double seconds) {
        if (Double.isNaN(seconds)) {
            return "-";
        }
        long whole = (long) seconds;
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole / 60 % 60 + " min";
    }
}
