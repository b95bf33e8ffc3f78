/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How much is kept, and what becomes of those who may not send more. */
final class ResourceProperties {

    private ResourceProperties() {}

    static List<Property> all(World world) {
        return List.of(
                new BoundedRetention(world),
                new NoLossByBackPressure(world),
                new PublisherUnblocks(world),
                new RetentionDrains(world));
    }

    /** R1: a sender has no more under way than its window, or one message; nobody keeps more of it than was agreed. */
    static final class BoundedRetention extends Property {

        /** How many bytes a sender has sent up to each of its messages. */
        private static final class Flow {
            private long[] ends = new long[64];
            private int last;
            /** Up to here everybody is known to have everything. */
            private long base;

            void add(long seq, int length) {
                if (seq >= ends.length) {
                    ends = Arrays.copyOf(ends, (int) Math.max(seq + 1, 2L * ends.length));
                }
                ends[(int) seq] = ends[last] + length;
                last = (int) seq;
            }

            long underWay() {
                return ends[last] - ends[(int) base];
            }
        }

        private final Map<Incarnation, Flow> flows = new HashMap<>();

        BoundedRetention(World world) {
            super(world, "R1", "Bounded retention");
        }

        @Override
        public void on(TraceEvent.Sent event) {
            Flow flow = flows.computeIfAbsent(event.who().incarnation(), who -> new Flow());
            flow.add(event.seq(), event.length());
            if (flow.underWay() <= world().terms().window()) {
                return;
            }
            // Only now it matters how far the others are.
            flow.base = Math.max(flow.base, Math.min(receivedByAll(event.who()), event.seq() - 1));
            if (flow.underWay() > world().terms().window() && event.seq() > flow.base + 1) {
                violated(
                        event,
                        "has " + flow.underWay() + " bytes under way with its message " + event.seq()
                                + ", the window is " + world().terms().window());
            }
        }

        /** Returns up to where all members of a view hold what another of them sent, or need not. */
        private long receivedByAll(Member sender) {
            View view = world().process(sender).view();
            if (view == null) {
                return 0;
            }
            Incarnation who = sender.incarnation();
            long least = Long.MAX_VALUE;
            for (Member member : view.members()) {
                long held = Math.max(world().process(member).received(who), world().floorOf(member.incarnation(), who));
                least = Math.min(least, held);
            }
            return Math.max(least, world().startOf(view.id(), who));
        }

        @Override
        public void on(TraceEvent.Received event) {
            verifyKept(event, event.sender(), event.kept());
        }

        @Override
        public void on(TraceEvent.Released event) {
            verifyKept(event, event.sender(), event.kept());
        }

        private void verifyKept(TraceEvent event, Incarnation sender, int kept) {
            if (kept > world().terms().retention()) {
                violated(
                        event,
                        "keeps " + kept + " bytes of " + sender + ", the limit is "
                                + world().terms().retention());
            }
        }
    }

    /** R2: a message that was refused leaves no trace: numbers have no gap, and none was taken for it. */
    static final class NoLossByBackPressure extends Property {
        NoLossByBackPressure(World world) {
            super(world, "R2", "No loss by back-pressure");
        }

        @Override
        public void on(TraceEvent.Sent event) {
            long before = world().process(event.who()).sent();
            if (event.seq() != before + 1) {
                violated(event, "sent message " + event.seq() + " after message " + before);
            }
        }

        @Override
        public void on(TraceEvent.OfferRefused event) {
            long sent = world().process(event.who()).sent();
            if (event.last() != sent) {
                violated(event, "refused an offer, and is at message " + event.last() + " instead of " + sent);
            }
        }
    }

    /** L10: who goes on offering a message has it taken at last, when nothing is in the way. */
    static final class PublisherUnblocks extends Property {

        /** The first and the last refusal in a row. */
        private static final class Blocked {
            private final long sinceNs;
            private long lastNs;

            Blocked(long sinceNs) {
                this.sinceNs = sinceNs;
            }
        }

        private final Map<Incarnation, Blocked> blocked = new HashMap<>();

        PublisherUnblocks(World world) {
            super(world, "L10", "Publisher unblocks");
        }

        @Override
        public void on(TraceEvent.OfferRefused event) {
            blocked.computeIfAbsent(event.who().incarnation(), who -> new Blocked(event.atNs())).lastNs = event.atNs();
        }

        @Override
        public void on(TraceEvent.Sent event) {
            verify(event.atNs(), event.who(), blocked.remove(event.who().incarnation()));
        }

        @Override
        void atEnd(long atNs, List<Member> settled) {
            for (Member member : settled) {
                Blocked open = blocked.get(member.incarnation());
                verify(open == null ? atNs : open.lastNs, member, open);
            }
        }

        private void verify(long atNs, Member who, @Nullable Blocked since) {
            if (since != null
                    && world().calm().isHealed()
                    && world().calm().lastsNs(since.sinceNs, atNs)
                            > world().terms().patienceNs()) {
                violated(
                        atNs,
                        who,
                        String.format(
                                "could not take a message that it was offered since %.6f s", since.sinceNs / 1e9));
            }
        }
    }

    /** L12: when nothing has been sent for a while, nobody keeps anything. */
    static final class RetentionDrains extends Property {
        RetentionDrains(World world) {
            super(world, "L12", "Retention drains");
        }

        @Override
        void atEnd(long atNs, List<Member> settled) {
            for (Member member : settled) {
                ProcessState process = world().process(member);
                process.intakes().forEach((sender, intake) -> {
                    long forgotten = Math.max(intake.released(), world().floorOf(member.incarnation(), sender));
                    if (intake.received() > forgotten) {
                        violated(
                                atNs,
                                member,
                                "still keeps messages of " + sender + " from " + (forgotten + 1) + " to "
                                        + intake.received());
                    }
                });
            }
        }
    }
}
