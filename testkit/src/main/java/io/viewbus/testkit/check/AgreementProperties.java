/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The agreement on the one successor of each view. */
final class AgreementProperties {

    private AgreementProperties() {}

    static List<Property> all(World world) {
        return List.of(
                new PrimaryOrder(world),
                new PrimaryQuorum(world),
                new NoDualPrimary(world),
                new BallotOrder(world),
                new BallotSafety(world),
                new Barrier(world));
    }

    /** M8: all views form one chain. */
    static final class PrimaryOrder extends Property {
        private final Map<ViewId, ViewId> successors = new HashMap<>();

        PrimaryOrder(World world) {
            super(world, "M8", "Primary Order");
        }

        @Override
        public void on(TraceEvent.Installed event) {
            ViewId next = event.view().id();
            ViewId known = successors.putIfAbsent(event.prior(), next);
            if (known != null && !known.equals(next)) {
                violated(event, "view " + event.prior() + " was followed by " + full(known) + " and by " + full(next));
            }
            if (next.counter() != event.prior().counter() + 1) {
                violated(event, "view " + full(next) + " follows view " + full(event.prior()));
            }
        }
    }

    /** M9: a quorum of the old view accepted the new one before anybody holds it decided. */
    static final class PrimaryQuorum extends Property {
        private final Acceptances acceptances = new Acceptances();

        PrimaryQuorum(World world) {
            super(world, "M9", "Primary Quorum");
        }

        @Override
        public void on(TraceEvent.Accepted event) {
            acceptances.add(event);
        }

        @Override
        public void on(TraceEvent.Decided event) {
            Set<Incarnation> accepted = acceptances.of(event.prior(), event.next());
            View prior = world().view(event.prior());
            if (prior != null && !isQuorum(prior.members(), member -> hasAccepted(member, accepted))) {
                violated(
                        event,
                        "view " + event.next() + " is decided, accepted by " + accepted.size() + " of view "
                                + event.prior() + " with members " + prior.members());
            } else if (prior != null && !isQuorumOfNext(event, accepted)) {
                violated(event, "view " + event.next() + " is decided before a quorum of it accepted it");
            } else if (event.prior().equals(ViewId.NONE)
                    && accepted.size() < world().terms().expectedSize()) {
                violated(
                        event,
                        "founded by " + accepted.size() + " instead of "
                                + world().terms().expectedSize());
            }
        }

        /** Newcomers accept too; a cluster that is given up has no next view. */
        private boolean isQuorumOfNext(TraceEvent.Decided event, Set<Incarnation> fromPrior) {
            Set<Incarnation> newcomers = acceptances.of(ViewId.NONE, event.next());
            return event.members().isEmpty()
                    || isQuorum(
                            event.members(),
                            member -> newcomers.contains(member.incarnation()) || hasAccepted(member, fromPrior));
        }

        private boolean hasAccepted(Member member, Set<Incarnation> accepted) {
            return accepted.contains(member.incarnation())
                    || world().process(member).isUnrecorded();
        }

        private boolean isQuorum(List<Member> members, Predicate<Member> accepted) {
            long votes = members.stream().filter(accepted).count();
            boolean first = accepted.test(members.get(0));
            boolean enough = votes >= world().terms().leastPrimary();
            return enough && (2 * votes > members.size() || (2 * votes == members.size() && first));
        }
    }

    /** M10: members that are primary at the same time are in views of one chain. */
    static final class NoDualPrimary extends Property {
        private final Map<ViewId, ViewId> priors = new HashMap<>();
        private final Map<Member, ViewId> primaries = new LinkedHashMap<>();

        NoDualPrimary(World world) {
            super(world, "M10", "No Dual Primary");
        }

        @Override
        public void on(TraceEvent.Installed event) {
            priors.putIfAbsent(event.view().id(), event.prior());
            if (primaries.containsKey(event.who())) {
                enter(event, event.view().id());
            }
        }

        @Override
        public void on(TraceEvent.PrimaryStateChanged event) {
            if (event.state() == PrimaryState.PRIMARY) {
                enter(event, world().process(event.who()).viewId());
            } else {
                primaries.remove(event.who());
            }
        }

        @Override
        public void on(TraceEvent.Crashed event) {
            primaries.remove(event.who());
        }

        @Override
        public void on(TraceEvent.Excluded event) {
            primaries.remove(event.who());
        }

        @Override
        public void on(TraceEvent.Left event) {
            primaries.remove(event.who());
        }

        @Override
        public void on(TraceEvent.Unrecorded event) {
            primaries.remove(event.who());
        }

        private void enter(TraceEvent event, ViewId here) {
            primaries.put(event.who(), here);
            primaries.forEach((other, there) -> {
                if (!comesFrom(here, there) && !comesFrom(there, here)) {
                    violated(event, "is primary in view " + full(here) + ", " + other + " in view " + full(there));
                }
            });
        }

        private boolean comesFrom(ViewId view, ViewId ancestor) {
            ViewId at = view;
            while (at.counter() > ancestor.counter()) {
                at = priors.getOrDefault(at, ViewId.NONE);
            }
            return at.equals(ancestor);
        }
    }

    /** M14, first half: a member's promises grow. */
    static final class BallotOrder extends Property {
        private final Map<Incarnation, TraceEvent.Promised> last = new HashMap<>();

        BallotOrder(World world) {
            super(world, "M14", "Ballot safety");
        }

        @Override
        public void on(TraceEvent.Promised event) {
            TraceEvent.Promised before = last.put(event.who().incarnation(), event);
            if (before == null || !before.prior().equals(event.prior())) {
                return;
            }
            int byRound = Long.compare(event.round(), before.round());
            if (byRound < 0 || (byRound == 0 && event.proposer().compareTo(before.proposer()) < 0)) {
                violated(event, "promised round " + event.round() + " after round " + before.round());
            }
        }
    }

    /** M14, second half: one view, one successor, one value. */
    static final class BallotSafety extends Property {
        private final Map<ViewId, TraceEvent.Decided> values = new HashMap<>();

        BallotSafety(World world) {
            super(world, "M14", "Ballot safety");
        }

        @Override
        public void on(TraceEvent.Decided event) {
            TraceEvent.Decided known = values.putIfAbsent(event.prior(), event);
            if (known == null) {
                return;
            }
            if (!known.next().equals(event.next()) || known.proposalHash() != event.proposalHash()) {
                violated(
                        event,
                        "decided " + full(event.next()) + " after view " + event.prior() + ", but " + known.who()
                                + " decided " + full(known.next()) + " or another value of it");
            }
        }
    }

    /** I1: whoever decides first waited for all members of both views that it does not suspect. */
    static final class Barrier extends Property {
        private final Acceptances acceptances = new Acceptances();
        private final Set<ViewId> decided = new HashSet<>();
        /** Who had accepted when a view was decided, for each of those that are not verified. */
        private final Map<ViewId, Set<Incarnation>> acceptedBefore = new HashMap<>();

        private final Map<Incarnation, Set<Incarnation>> suspects = new HashMap<>();
        private final List<TraceEvent.Decided> unverified = new ArrayList<>();

        Barrier(World world) {
            super(world, "I1", "Barrier");
        }

        @Override
        public void on(TraceEvent.Accepted event) {
            acceptances.add(event);
        }

        @Override
        public void on(TraceEvent.Suspected event) {
            suspects.computeIfAbsent(event.who().incarnation(), who -> new HashSet<>())
                    .add(event.suspect());
        }

        @Override
        public void on(TraceEvent.Decided event) {
            if (decided.add(event.next())) {
                unverified.add(event);
                acceptedBefore.put(event.next(), Set.copyOf(acceptances.of(event.prior(), event.next())));
            }
        }

        /** Who is in the decided view is known only now. */
        @Override
        public void on(TraceEvent.Installed event) {
            unverified.removeIf(decision -> {
                if (!decision.next().equals(event.view().id())) {
                    return false;
                }
                verify(decision, event);
                return true;
            });
        }

        private void verify(TraceEvent.Decided decision, TraceEvent.Installed event) {
            View prior = world().view(decision.prior());
            Set<Incarnation> before = acceptedBefore.remove(decision.next());
            if (prior == null || before == null) {
                return;
            }
            Set<Incarnation> suspected = suspects.getOrDefault(decision.who().incarnation(), Set.of());
            for (Member member : prior.members()) {
                boolean awaited = event.view().members().contains(member)
                        && !suspected.contains(member.incarnation())
                        && !world().process(member).isUnrecorded();
                if (awaited
                        && !before.contains(member.incarnation())
                        && !acceptances.before(decision, member.incarnation())) {
                    violated(decision, "view " + full(decision.next()) + " was decided without waiting for " + member);
                }
            }
        }
    }

    /** Who accepted what, and when: events are counted because several may share an instant. */
    private static final class Acceptances {
        private final Map<List<ViewId>, Map<Incarnation, Long>> bySteps = new HashMap<>();

        void add(TraceEvent.Accepted event) {
            bySteps.computeIfAbsent(List.of(event.prior(), event.next()), step -> new HashMap<>())
                    .putIfAbsent(event.who().incarnation(), event.atNs());
        }

        Set<Incarnation> of(ViewId prior, ViewId next) {
            return bySteps.getOrDefault(List.of(prior, next), Map.of()).keySet();
        }

        boolean before(TraceEvent.Decided decision, Incarnation member) {
            Long atNs = bySteps.getOrDefault(List.of(decision.prior(), decision.next()), Map.of())
                    .get(member);
            return atNs != null && atNs <= decision.atNs();
        }
    }

    private static String full(ViewId id) {
        return id + " (round " + id.round() + " of " + id.proposer().toString().substring(0, 6) + ")";
    }
}
