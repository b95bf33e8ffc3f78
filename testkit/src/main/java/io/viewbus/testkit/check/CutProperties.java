/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.Order;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where a view ends. */
final class CutProperties {

    private CutProperties() {}

    static List<Property> all(World world) {
        return List.of(
                new TransitionalSet(world),
                new CutIntegrity(world),
                new NothingLost(world),
                new CutAgreement(world),
                new NoPhantomTail(world));
    }

    /** D8a and D8b: everybody names the same companions, and these come from the same view. */
    static final class TransitionalSet extends Property {
        private final Map<List<ViewId>, TraceEvent.Installed> firsts = new HashMap<>();

        TransitionalSet(World world) {
            super(world, "D8", "Transitional Set");
        }

        @Override
        public void on(TraceEvent.Installed event) {
            ProcessState process = world().process(event.who());
            ViewId before = process.isResuming() ? event.prior() : process.viewId();
            if (!before.equals(event.prior()) && event.transitional().contains(event.who())) {
                violated(
                        event,
                        "came to view " + event.view().id() + " from view " + before + " instead of view "
                                + event.prior());
            }
            TraceEvent.Installed first =
                    firsts.putIfAbsent(List.of(event.prior(), event.view().id()), event);
            if (first != null && !new HashSet<>(first.transitional()).equals(new HashSet<>(event.transitional()))) {
                violated(
                        event,
                        "names the companions " + event.transitional() + ", " + first.who() + " names "
                                + first.transitional());
            }
        }
    }

    /** D10: at the end of a view exactly the messages up to the cut were delivered. */
    static final class CutIntegrity extends Property {
        CutIntegrity(World world) {
            super(world, "D10", "Cut Integrity");
        }

        @Override
        public void on(TraceEvent.Installed event) {
            ProcessState process = world().process(event.who());
            TraceEvent.Cut cut = process.cutOf(event.prior());
            Epoch epoch = process.epochIn(event.prior());
            if (cut == null || epoch == null) {
                return;
            }
            Map<Incarnation, Long> counts = new HashMap<>();
            View prior = epoch.view();
            for (TraceEvent.Delivered delivery : epoch.delivered()) {
                Incarnation sender = delivery.message().sender();
                int rank = prior.rankOf(sender);
                counts.merge(sender, 1L, Long::sum);
                if (rank >= 0 && delivery.message().seq() > cut.lastSeqs().get(rank)) {
                    violated(
                            event,
                            "delivered " + delivery.message() + " in view " + prior.id() + " beyond the cut "
                                    + cut.lastSeqs());
                }
            }
            reportMissing(event, prior, cut, counts);
        }

        /** Of a sender that does not go on some may be missing: see {@link NothingLost}. */
        private void reportMissing(
                TraceEvent.Installed event, View prior, TraceEvent.Cut cut, Map<Incarnation, Long> counts) {
            for (Member sender : event.transitional()) {
                int rank = prior.rankOf(sender);
                if (rank < 0 || world().process(sender).isStranger()) {
                    continue;
                }
                long start = world().startOf(prior.id(), sender.incarnation());
                long expected = cut.lastSeqs().get(rank) - start;
                long count = counts.getOrDefault(sender.incarnation(), 0L);
                if (count != expected) {
                    violated(
                            event,
                            "delivered " + count + " messages of " + sender + " in view " + prior.id() + ", which has "
                                    + expected + " from " + (start + 1) + " to the cut");
                }
            }
        }
    }

    /**
     * D10, for what one member received and another did not when their view ended: the cut is behind everything that anybody of
     * those who go on had when it wedged, and of a sender that does not go on all up to the cut is delivered too. Only an ordered
     * message may be dropped whose sender had seen more of the order than the one who drops it.
     */
    static final class NothingLost extends Property {
        /** How far in the order of its view each process has delivered, now and when it wedged. */
        private final Map<Incarnation, Long> places = new HashMap<>();

        private final Map<Incarnation, Long> placesAtWedge = new HashMap<>();
        /** How far in the order the sender of a message had delivered when it sent it. */
        private final Map<MessageId, Long> seen = new HashMap<>();

        NothingLost(World world) {
            super(world, "D10", "Cut Integrity");
        }

        @Override
        public void on(TraceEvent.Delivered event) {
            if (event.placed()) {
                places.put(event.who().incarnation(), event.orderIndex());
            }
        }

        @Override
        public void on(TraceEvent.Sent event) {
            Incarnation sender = event.who().incarnation();
            long place = world().process(sender).isWedged() ? 0 : places.getOrDefault(sender, 0L);
            if (place > 0 && event.order() != Order.FIFO) {
                seen.put(new MessageId(sender, event.seq()), place);
            }
        }

        @Override
        public void on(TraceEvent.Wedged event) {
            Incarnation who = event.who().incarnation();
            placesAtWedge.putIfAbsent(who, places.getOrDefault(who, 0L));
        }

        @Override
        public void on(TraceEvent.Installed event) {
            ProcessState process = world().process(event.who());
            TraceEvent.Cut cut = process.endOf(event.prior());
            Epoch epoch = process.epochIn(event.prior());
            if (cut != null && epoch != null) {
                verifyCut(event, epoch.view(), cut);
                verifyDeparted(event, epoch, cut);
            }
            places.remove(event.who().incarnation());
            placesAtWedge.remove(event.who().incarnation());
        }

        private void verifyCut(TraceEvent.Installed event, View prior, TraceEvent.Cut cut) {
            ProcessState process = world().process(event.who());
            for (int rank = 0; rank < prior.members().size(); rank++) {
                Member sender = prior.members().get(rank);
                long had = process.receivedAtWedge(sender.incarnation());
                if (had > cut.lastSeqs().get(rank)) {
                    violated(
                            event,
                            "had the messages of " + sender + " up to " + had + " when it wedged in view " + prior.id()
                                    + ", which ended at " + cut.lastSeqs());
                }
            }
        }

        private void verifyDeparted(TraceEvent.Installed event, Epoch epoch, TraceEvent.Cut cut) {
            View prior = epoch.view();
            if (event.transitional().containsAll(prior.members())) {
                return;
            }
            Set<MessageId> delivered = new HashSet<>();
            epoch.delivered().forEach(delivery -> delivered.add(delivery.message()));
            for (int rank = 0; rank < prior.members().size(); rank++) {
                Member sender = prior.members().get(rank);
                if (!event.transitional().contains(sender)) {
                    long start = world().startOf(prior.id(), sender.incarnation());
                    verifyDeparted(
                            event, sender.incarnation(), start, cut.lastSeqs().get(rank), delivered);
                }
            }
        }

        private void verifyDeparted(
                TraceEvent.Installed event, Incarnation sender, long start, long end, Set<MessageId> delivered) {
            long known = placesAtWedge.getOrDefault(event.who().incarnation(), 0L);
            for (long seq = start + 1; seq <= end; seq++) {
                MessageId message = new MessageId(sender, seq);
                boolean certain = world().sent(message) != null && seen.getOrDefault(message, 0L) <= known;
                if (certain && !delivered.contains(message)) {
                    violated(
                            event,
                            "did not deliver " + message + " in view " + event.prior() + ", which ended at " + end
                                    + " for its sender, though it knew as much of the order as its sender");
                }
            }
        }
    }

    /** D11: who goes on together ends the view at the same cut. */
    static final class CutAgreement extends CoMovingProperty {
        CutAgreement(World world) {
            super(world, "D11", "Cut Agreement");
        }

        @Override
        void compare(Epoch first, Epoch second) {
            TraceEvent.Cut here = second.process().endOf(second.view().id());
            TraceEvent.Cut there = first.process().endOf(second.view().id());
            if (here != null && there != null && !here.lastSeqs().equals(there.lastSeqs())) {
                differs(
                        second,
                        "ended view " + second.view().id() + " at " + here.lastSeqs() + ", " + there.who() + " at "
                                + there.lastSeqs());
            }
        }
    }

    /**
     * D12: nothing counts before it is there as a whole. A message is one frame to us and pieces to a transport: what its sender
     * has not sent to the end nobody may count as received, and a view may end only where everything up to the cut is here.
     */
    static final class NoPhantomTail extends Property {
        NoPhantomTail(World world) {
            super(world, "D12", "No Phantom Tail");
        }

        @Override
        public void on(TraceEvent.Received event) {
            long sent = world().process(event.sender()).sent();
            if (event.seq() > sent) {
                violated(
                        event,
                        "counts " + new MessageId(event.sender(), event.seq()) + " as received, but its sender is at "
                                + sent);
            }
        }

        @Override
        public void on(TraceEvent.Cut event) {
            ProcessState process = world().process(event.who());
            View view = process.view();
            if (view == null || !view.id().equals(event.prior())) {
                return; // where another part of the cluster ended
            }
            for (int rank = 0; rank < view.members().size(); rank++) {
                Incarnation sender = view.members().get(rank).incarnation();
                long held = Math.max(process.received(sender), world().floorOf(process.incarnation(), sender));
                if (event.lastSeqs().get(rank) > held
                        && !world().process(sender).isStranger()) {
                    violated(
                            event,
                            "ends view " + view.id() + " at "
                                    + new MessageId(sender, event.lastSeqs().get(rank))
                                    + ", but holds that sender's messages up to " + held);
                }
            }
        }
    }
}
