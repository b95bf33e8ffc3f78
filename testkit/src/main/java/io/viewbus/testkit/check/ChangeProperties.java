/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long a change of the view may take once nothing is in its way. */
final class ChangeProperties {

    private ChangeProperties() {}

    static List<Property> all(World world) {
        return List.of(new Termination(world), new DetectorCompleteness(world), new JoinCompletes(world));
    }

    /** L5: a change that began ends with the next view. */
    static final class Termination extends Property {
        /** The first ballot that each member promised for the view that follows its own. */
        private final Map<Incarnation, TraceEvent.Promised> open = new HashMap<>();

        Termination(World world) {
            super(world, "L5", "Termination");
        }

        @Override
        public void on(TraceEvent.Promised event) {
            open.putIfAbsent(event.who().incarnation(), event);
        }

        @Override
        public void on(TraceEvent.Installed event) {
            TraceEvent.Promised first = open.remove(event.who().incarnation());
            if (first != null
                    && world().calm()
                            .isLate(first.atNs(), event.atNs(), world().terms().patienceNs())) {
                violated(event, "installed view " + event.view().id() + " so late: " + describe(first));
            }
        }

        @Override
        void atEnd(long atNs, List<Member> settled) {
            for (Member member : settled) {
                TraceEvent.Promised first = open.get(member.incarnation());
                if (first != null) {
                    violated(atNs, member, "never got a next view: " + describe(first));
                }
            }
        }

        private static String describe(TraceEvent.Promised first) {
            return String.format(
                    "it has followed ballots on the successor of view %s since %.6f s",
                    first.prior(), first.atNs() / 1e9);
        }
    }

    /** L6: who crashed is out of the view of everybody soon. */
    static final class DetectorCompleteness extends Property {
        DetectorCompleteness(World world) {
            super(world, "L6", "Completeness of FD");
        }

        @Override
        public void on(TraceEvent.Installed event) {
            View prior = world().process(event.who()).view();
            if (prior != null) {
                prior.members().stream()
                        .filter(member -> !event.view().members().contains(member))
                        .forEach(member -> verify(event.atNs(), event.who(), member));
            }
        }

        @Override
        void atEnd(long atNs, List<Member> settled) {
            for (Member member : settled) {
                View view = world().process(member).view();
                if (view != null) {
                    view.members().forEach(other -> verify(atNs, member, other));
                }
            }
        }

        private void verify(long atNs, Member here, Member other) {
            ProcessState process = world().process(other);
            if (process.hasCrashed()
                    && world().calm()
                            .isLate(process.crashedNs(), atNs, world().terms().patienceNs())) {
                violated(atNs, here, "had " + other + " in its view until now, which crashed long ago");
            }
        }
    }

    /** L8: who wants in gets in, and who waits for a quorum goes on, soon after nothing is in the way. */
    static final class JoinCompletes extends Property {
        /** A name that was put out so often is kept waiting (VS-81). */
        private static final int FREE_EXCLUSIONS = 3;

        private static final long HELD_NS = 60_000_000_000L;

        private final Map<Member, Long> waitingSinceNs = new HashMap<>();
        /** How often a name was put out, by who saw it. */
        private final Map<Incarnation, Map<String, Integer>> exclusions = new HashMap<>();

        JoinCompletes(World world) {
            super(world, "L8", "Join completes");
        }

        @Override
        public void on(TraceEvent.Joining event) {
            waitingSinceNs.put(event.who(), event.atNs());
        }

        @Override
        public void on(TraceEvent.PrimaryStateChanged event) {
            // Where every part goes on, nobody waits for a quorum.
            if (event.state() == PrimaryState.NOT_PRIMARY && world().terms().isOneChain()) {
                waitingSinceNs.put(event.who(), event.atNs());
            }
        }

        @Override
        public void on(TraceEvent.Installed event) {
            Long sinceNs = waitingSinceNs.remove(event.who());
            if (sinceNs != null && world().calm().isLate(sinceNs, event.atNs(), patience(event.who()))) {
                violated(
                        event,
                        String.format(
                                "got view %s only now, waiting since %.6f s",
                                event.view().id(), sinceNs / 1e9));
            }
            countExclusions(event);
        }

        @Override
        void atEnd(long atNs, List<Member> settled) {
            for (Member member : settled) {
                Long sinceNs = waitingSinceNs.get(member);
                if (sinceNs != null) {
                    violated(atNs, member, String.format("waits for a view since %.6f s", sinceNs / 1e9));
                }
            }
        }

        private void countExclusions(TraceEvent.Installed event) {
            View before = world().process(event.who()).view();
            if (before == null) {
                return;
            }
            Map<String, Integer> seen = exclusions.computeIfAbsent(event.who().incarnation(), who -> new HashMap<>());
            before.members().stream()
                    .filter(member -> event.view().rankOf(member.incarnation()) < 0)
                    .filter(member -> !world().process(member).isLeaving())
                    .forEach(member -> seen.merge(member.name(), 1, Integer::sum));
        }

        private long patience(Member member) {
            boolean held = exclusions.values().stream()
                    .anyMatch(seen -> seen.getOrDefault(member.name(), 0) > FREE_EXCLUSIONS);
            return held
                    ? HELD_NS + world().terms().patienceNs()
                    : world().terms().patienceNs();
        }
    }
}
