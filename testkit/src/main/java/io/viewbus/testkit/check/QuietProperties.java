/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must not happen, and what must, while nothing is wrong. */
final class QuietProperties {

    private QuietProperties() {}

    static List<Property> all(World world) {
        return List.of(new DetectorQuiet(world), new BatchJoins(world), new SlowSubscriberIsolation(world));
    }

    /** L7: nobody is suspected who lives, and the view changes only for those that come and go. */
    static final class DetectorQuiet extends Property {
        private final Map<String, Incarnation> latest = new HashMap<>();

        DetectorQuiet(World world) {
            super(world, "L7", "FD quiet");
        }

        @Override
        public void on(TraceEvent.Joining event) {
            latest.put(event.who().name(), event.who().incarnation());
        }

        @Override
        public void on(TraceEvent.Suspected event) {
            // Whoever leaves hears no more of those that went on without it.
            boolean leaves = world().process(event.who()).isLeaving();
            ProcessState suspect = world().process(event.suspect());
            if (world().calm().isQuiet()
                    && !leaves
                    && !suspect.hasCrashed()
                    && !suspect.isOut()
                    && !suspect.isLeaving()) {
                violated(event, "suspects " + event.suspect() + ", which lives, though nothing is wrong");
            }
        }

        @Override
        public void on(TraceEvent.Installed event) {
            View view = event.view();
            if (!world().calm().isQuiet() || world().view(view.id()) != null) {
                return;
            }
            if (view.joined().isEmpty()
                    && view.left().isEmpty()
                    && view.components().isEmpty()) {
                violated(event, "view " + view.id() + " has the same members as the one before");
            }
            for (Member member : view.left()) {
                if (isWanted(member)) {
                    violated(event, member + " is not in view " + view.id() + " though nothing is wrong");
                }
            }
        }

        private boolean isWanted(Member member) {
            ProcessState process = world().process(member);
            boolean replaced = !member.incarnation().equals(latest.getOrDefault(member.name(), member.incarnation()));
            return !process.isLeaving() && !process.hasCrashed() && !process.isOut() && !replaced;
        }
    }

    /** L9: those who ask at the same time come in with few views. */
    static final class BatchJoins extends Property {
        private static final long SAME_TIME_NS = 100_000_000L;
        private static final int MOST_VIEWS = 5;

        /** Who asked and is not in, by name. */
        private final Map<String, Member> waiting = new HashMap<>();

        private final Set<ViewId> views = new HashSet<>();
        private long firstNs;
        private int joiners;
        private boolean disturbed;

        BatchJoins(World world) {
            super(world, "L9", "Batch joins");
        }

        @Override
        public void on(TraceEvent.Joining event) {
            if (waiting.isEmpty()) {
                views.clear();
                firstNs = event.atNs();
                joiners = 0;
                disturbed = false;
            }
            joiners++;
            disturbed |= event.atNs() - firstNs > SAME_TIME_NS;
            disturbed |= waiting.put(event.who().name(), event.who()) != null;
        }

        @Override
        public void on(TraceEvent.Installed event) {
            if (waiting.isEmpty()) {
                return;
            }
            views.add(event.view().id());
            disturbed |= !world().calm().isQuiet();
            waiting.remove(event.who().name(), event.who());
            if (waiting.isEmpty() && !disturbed && views.size() > MOST_VIEWS) {
                violated(event, joiners + " that came at the same time caused the views " + views);
            }
        }

        @Override
        public void on(TraceEvent.Leaving event) {
            disturbed = true;
        }

        @Override
        public void on(TraceEvent.Crashed event) {
            disturbed = true;
            waiting.remove(event.who().name(), event.who());
        }
    }

    /** R3: what is sent becomes stable soon, so all members go on to acknowledge, whether or not their users consume. */
    static final class SlowSubscriberIsolation extends Property {
        private final Map<Incarnation, ArrayDeque<TraceEvent.Sent>> unstable = new HashMap<>();

        SlowSubscriberIsolation(World world) {
            super(world, "R3", "Slow subscriber isolation");
        }

        @Override
        public void on(TraceEvent.Sent event) {
            unstable.computeIfAbsent(event.who().incarnation(), who -> new ArrayDeque<>())
                    .add(event);
        }

        @Override
        public void on(TraceEvent.Stable event) {
            ArrayDeque<TraceEvent.Sent> own =
                    event.sender().equals(event.who().incarnation()) ? unstable.get(event.sender()) : null;
            while (own != null && !own.isEmpty() && own.peek().seq() <= event.seq()) {
                verify(event.atNs(), own.remove());
            }
        }

        @Override
        void atEnd(long atNs, List<Member> settled) {
            for (Member member : settled) {
                ArrayDeque<TraceEvent.Sent> own = unstable.get(member.incarnation());
                if (own != null && !own.isEmpty()) {
                    violated(
                            atNs,
                            member,
                            "does not know its message " + own.peek().seq() + " to be stable");
                }
            }
        }

        private void verify(long atNs, TraceEvent.Sent sent) {
            if (world().calm().isQuiet()
                    && world().calm().lastsNs(sent.atNs(), atNs)
                            > world().terms().promptNs()) {
                violated(
                        atNs,
                        sent.who(),
                        String.format(
                                "knows only now that its message %d is stable, sent at %.6f s",
                                sent.seq(), sent.atNs() / 1e9));
            }
        }
    }
}
