/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import io.viewbus.cli.watch.Verdict.Status;
import io.viewbus.observe.Counter;
import io.viewbus.observe.Timing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges how the members that were seen are doing. */
final class Examiner {

    private final Limits limits;
    private final List<Sighting> members;
    private final List<String> warnings = new ArrayList<>();
    private final List<String> criticals = new ArrayList<>();
    private final List<String> figures = new ArrayList<>();

    private Examiner(Limits limits, List<Sighting> members) {
        this.limits = limits;
        this.members = members;
    }

    /**
     * Judges.
     *
     * @param sightings who was seen; of one cluster
     * @param limits from when on to complain
     * @return what it comes to
     */
    static Verdict judge(List<Sighting> sightings, Limits limits) {
        // The dead are missing in the view, or nobody misses them.
        List<Sighting> there = sightings.stream().filter(Sighting::isThere).toList();
        if (there.isEmpty()) {
            String dead = names(sightings);
            return new Verdict(
                    Status.CRITICAL,
                    dead + (sightings.size() == 1 ? " is" : " are") + " not there any more",
                    List.of());
        }
        return new Examiner(limits, there).judge();
    }

    private Verdict judge() {
        members.forEach(this::judgeState);
        Sighting furthest = members.stream()
                .max(Comparator.comparingLong(member -> member.get(Counter.VIEW)))
                .orElseThrow();
        if (members.stream()
                        .filter(Sighting::hasView)
                        .map(member -> member.get(Counter.VIEW))
                        .distinct()
                        .count()
                > 1) {
            warnings.add("members on this machine are in different views");
        }
        judgeFigures(furthest);
        List<String> problems = new ArrayList<>(criticals);
        problems.addAll(warnings);
        Status status = !criticals.isEmpty() ? Status.CRITICAL : warnings.isEmpty() ? Status.OK : Status.WARNING;
        String text =
                problems.isEmpty() ? summary(furthest) : String.join("; ", problems) + " (" + summary(furthest) + ")";
        return new Verdict(status, text, figures);
    }

    private void judgeState(Sighting member) {
        String name = member.member().name();
        switch (member.state()) {
            case MINORITY -> criticals.add(name + " reaches no quorum");
            case STALLED -> criticals.add(name + " sends no heartbeats: it is stopped or hangs");
            case JOINING -> warnings.add(name + " is not let in yet");
            case ACTIVE, GONE -> {
                // Nothing to complain of.
            }
        }
        long suspected = member.get(Counter.SUSPECTED);
        if (suspected > 0) {
            warnings.add(name + " suspects " + suspected + (suspected == 1 ? " member" : " members"));
        }
    }

    private void judgeFigures(Sighting furthest) {
        long count = furthest.get(Counter.MEMBERS);
        Long fewest = limits.minMembers();
        if (fewest != null && count < fewest) {
            criticals.add("the view has " + count + " of at least " + fewest + " members");
        }
        figures.add("members=" + count + (fewest == null ? "" : ";;" + fewest + ":"));
        figures.add("view=" + furthest.get(Counter.VIEW));
        judgeAge(furthest.viewAgeSeconds());
        most("lag", "", limits.maxLag(), member -> member.get(Counter.LAG), "a member is behind by %s messages");
        most(
                "silence",
                "ms",
                limits.maxSilenceMs(),
                member -> member.get(Counter.SILENCE_NS) / 1e6,
                "a member was silent for %s ms");
        time(Timing.DELIVERY, "delivery", limits.delivery());
        time(Timing.STABLE, "until all have a message", limits.stable());
    }

    private void time(Timing timing, String what, Limits.OfTimes allowed) {
        most(timing.key(), "ms", allowed.meanMs(), member -> member.meanMs(timing), what + " takes %s ms");
        most(timing.key() + "_p50", "ms", null, member -> member.percentileMs(timing, 50), "");
        most(
                timing.key() + "_p99",
                "ms",
                allowed.p99Ms(),
                member -> member.percentileMs(timing, 99),
                what + " takes %s ms for one message of a hundred");
    }

    private void judgeAge(double seconds) {
        Long youngest = limits.minViewAgeSeconds();
        Long oldest = limits.maxViewAgeSeconds();
        if (Double.isNaN(seconds)) {
            return;
        }
        if (youngest != null && seconds < youngest) {
            warnings.add("the view is only " + TopTable.age(seconds) + " old");
        }
        if (oldest != null && seconds > oldest) {
            warnings.add("the view is " + TopTable.age(seconds) + " old");
        }
        boolean isLimited = youngest != null || oldest != null;
        String range = (youngest == null ? "" : youngest + ":") + (oldest == null ? "" : oldest.toString());
        figures.add("view_age=" + (long) seconds + "s" + (isLimited ? ";" + range : ""));
    }

    private void most(
            String name, String unit, @Nullable Number limit, ToDoubleFunction<Sighting> figure, String complaint) {
        double worst = members.stream()
                .mapToDouble(figure)
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(Double.NaN);
        if (Double.isNaN(worst)) {
            return;
        }
        String value =
                worst == Math.rint(worst) ? Long.toString((long) worst) : String.format(Locale.ROOT, "%.3f", worst);
        if (limit != null && worst > limit.doubleValue()) {
            warnings.add(String.format(Locale.ROOT, complaint, value) + ", more than " + limit);
        }
        figures.add(name + "=" + value + unit + (limit == null ? "" : ";" + limit));
    }

    private String summary(Sighting furthest) {
        long count = furthest.get(Counter.MEMBERS);
        return "cluster " + furthest.member().cluster() + " view " + furthest.get(Counter.VIEW)
                + (furthest.get(Counter.PRIMARY) == 1 ? " primary, " : " not primary, ")
                + count + (count == 1 ? " member" : " members") + ", here " + names(members);
    }

    private static String names(List<Sighting> sightings) {
        return sightings.stream().map(sighting -> sighting.member().name()).collect(Collectors.joining(" "));
    }
}
