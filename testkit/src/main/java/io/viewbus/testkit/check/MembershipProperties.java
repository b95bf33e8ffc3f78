/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which views may follow which at one member, and who may be in them. */
final class MembershipProperties {

    private MembershipProperties() {}

    static List<Property> all(World world, boolean oneChain) {
        List<Property> all = new ArrayList<>(List.of(
                new SelfInclusion(world),
                new InitialView(world),
                new LocalMonotonicity(world),
                new ViewIdentity(world),
                new Seniority(world),
                new UniqueIncarnation(world),
                new AdmissionIntegrity(world),
                new NonCapriciousExclusion(world),
                new ExclusionNotice(world)));
        if (oneChain) {
            all.add(new NoResurrection(world));
        }
        return all;
    }

    /** M1: whoever installs a view is in it. */
    static final class SelfInclusion extends Property {
        SelfInclusion(World world) {
            super(world, "M1", "Self Inclusion");
        }

        @Override
        public void on(TraceEvent.Installed event) {
            if (!event.view().members().contains(event.who())) {
                violated(event, "installed view " + event.view() + " without being in it");
            }
        }
    }

    /** M2: nothing is sent or delivered before the first view. */
    static final class InitialView extends Property {
        InitialView(World world) {
            super(world, "M2", "Initial View Event");
        }

        @Override
        public void on(TraceEvent.Sent event) {
            if (hasNoView(event)) {
                violated(event, "sent message " + event.seq() + " before any view");
            }
        }

        @Override
        public void on(TraceEvent.Delivered event) {
            if (hasNoView(event)) {
                violated(event, "delivered " + event.message() + " before any view");
            }
        }

        private boolean hasNoView(TraceEvent event) {
            return world().process(event.who()).view() == null;
        }
    }

    /** M3: a member's views grow. */
    static final class LocalMonotonicity extends Property {
        LocalMonotonicity(World world) {
            super(world, "M3", "Local Monotonicity");
        }

        @Override
        public void on(TraceEvent.Installed event) {
            View before = world().process(event.who()).view();
            if (before != null && before.id().compareTo(event.view().id()) >= 0) {
                violated(event, "installed view " + event.view().id() + " after view " + before.id());
            }
        }
    }

    /** M4: one id, one view. */
    static final class ViewIdentity extends Property {
        ViewIdentity(World world) {
            super(world, "M4", "View Identity");
        }

        @Override
        public void on(TraceEvent.Installed event) {
            View known = world().view(event.view().id());
            if (known != null && !known.equals(event.view())) {
                violated(event, "view " + known + " was installed elsewhere, here it is " + event.view());
            }
        }
    }

    /** M5: who was in before keeps its place among the others, newcomers come last. */
    static final class Seniority extends Property {
        Seniority(World world) {
            super(world, "M5", "Seniority");
        }

        @Override
        public void on(TraceEvent.Installed event) {
            View prior = world().view(event.prior());
            if (prior == null) {
                return;
            }
            List<Member> expected = prior.members().stream()
                    .filter(event.transitional()::contains)
                    .toList();
            // In a merge those of another view may come first.
            int from = expected.isEmpty() ? 0 : event.view().rankOf(expected.get(0));
            boolean together = event.view().components().isEmpty() ? from == 0 : from >= 0;
            List<Member> first = event.view()
                    .members()
                    .subList(
                            from,
                            Math.min(
                                    from + expected.size(),
                                    event.view().members().size()));
            if (!together || !first.equals(expected)) {
                violated(event, "view " + event.view().id() + " starts with " + first + " instead of " + expected);
            }
        }
    }

    /** M6: no view has two members of one name. */
    static final class UniqueIncarnation extends Property {
        UniqueIncarnation(World world) {
            super(world, "M6", "Unique Incarnation");
        }

        @Override
        public void on(TraceEvent.Installed event) {
            Set<String> names = new HashSet<>();
            for (Member member : event.view().members()) {
                if (!names.add(member.name())) {
                    violated(event, "view " + event.view().id() + " has two members called " + member.name());
                }
            }
        }
    }

    /** M7: an incarnation that is out never comes back. */
    static final class NoResurrection extends Property {
        private final Map<Incarnation, ViewId> outSince = new HashMap<>();

        NoResurrection(World world) {
            super(world, "M7", "No Resurrection");
        }

        @Override
        public void on(TraceEvent.Installed event) {
            View view = event.view();
            for (Member member : view.members()) {
                ViewId out = outSince.get(member.incarnation());
                if (out != null && out.compareTo(view.id()) < 0) {
                    violated(event, member + " is in view " + view.id() + " though out since view " + out);
                }
            }
            for (Member member : view.left()) {
                outSince.putIfAbsent(member.incarnation(), view.id());
            }
        }
    }

    /** M11: nobody is in a view who did not ask. */
    static final class AdmissionIntegrity extends Property {
        AdmissionIntegrity(World world) {
            super(world, "M11", "Admission Integrity");
        }

        @Override
        public void on(TraceEvent.Installed event) {
            for (Member member : event.view().joined()) {
                ProcessState process = world().process(member);
                if (!process.hasAskedToJoin() && !process.isUnrecorded()) {
                    violated(event, member + " is in view " + event.view().id() + " and never asked");
                }
            }
        }
    }

    /** M12: nobody is dropped who is not leaving, dead, suspected by a member, or followed by another of its name. */
    static final class NonCapriciousExclusion extends Property {
        private final Map<Incarnation, Set<Incarnation>> suspectedBy = new HashMap<>();
        private final Map<String, Incarnation> latest = new HashMap<>();

        NonCapriciousExclusion(World world) {
            super(world, "M12", "Non-capricious exclusion");
        }

        @Override
        public void on(TraceEvent.Joining event) {
            latest.put(event.who().name(), event.who().incarnation());
        }

        @Override
        public void on(TraceEvent.Suspected event) {
            suspectedBy
                    .computeIfAbsent(event.suspect(), suspect -> new HashSet<>())
                    .add(event.who().incarnation());
        }

        @Override
        public void on(TraceEvent.Installed event) {
            View prior = world().view(event.prior());
            if (prior == null || !event.view().components().isEmpty()) {
                // A merge takes those who are linked; the others have their view still.
                return;
            }
            for (Member member : prior.members()) {
                if (!event.view().members().contains(member) && !hasReason(member, prior)) {
                    violated(event, member + " is not in view " + event.view().id() + " for no reason");
                }
            }
        }

        private boolean hasReason(Member member, View prior) {
            ProcessState process = world().process(member);
            Set<Incarnation> reporters = suspectedBy.getOrDefault(member.incarnation(), Set.of());
            return process.isLeaving()
                    || process.hasCrashed()
                    || process.isUnrecorded()
                    || !member.incarnation().equals(latest.getOrDefault(member.name(), member.incarnation()))
                    || prior.members().stream()
                            .map(world()::process)
                            .anyMatch(
                                    reporter -> reporter.isUnrecorded() || reporters.contains(reporter.incarnation()));
        }
    }

    /** M13: who is out delivers nothing more and installs nothing more. */
    static final class ExclusionNotice extends Property {
        ExclusionNotice(World world) {
            super(world, "M13", "Exclusion Notice");
        }

        @Override
        public void on(TraceEvent.Delivered event) {
            if (isOver(event)) {
                violated(event, "delivered " + event.message() + " after its end");
            }
        }

        @Override
        public void on(TraceEvent.Installed event) {
            if (isOver(event)) {
                violated(event, "installed view " + event.view().id() + " after its end");
            }
        }

        private boolean isOver(TraceEvent event) {
            ProcessState process = world().process(event.who());
            return process.isOut() || process.hasCrashed();
        }
    }
}
