/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.Order;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.List;

/** One event of a run: when, at which member, and what. The fields are those of {@link io.viewbus.spi.trace.Trace}. */
public sealed interface TraceEvent {

    /**
     * Returns when it happened.
     *
     * @return nanoseconds; of one clock in a simulated run
     */
    long atNs();

    /**
     * Returns at which member it happened.
     *
     * @return the member
     */
    Member who();

    /**
     * Hands this event to the method for its kind.
     *
     * @param handler takes it
     */
    void handTo(EventHandler handler);

    /** The member asks to be let in. */
    record Joining(long atNs, Member who) implements TraceEvent {
        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }

    /** The member asks to be let out. */
    record Leaving(long atNs, Member who) implements TraceEvent {
        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }

    /** The process of the member died. Nothing follows; the only event that the member itself cannot tell. */
    record Crashed(long atNs, Member who) implements TraceEvent {
        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }

    /** The member suspects another. */
    record Suspected(long atNs, Member who, Incarnation suspect) implements TraceEvent {
        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }

    /** The member promised not to take part in lower ballots. */
    record Promised(long atNs, Member who, ViewId prior, long round, Incarnation proposer) implements TraceEvent {
        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }

    /** The member stopped in its view until that ends. */
    record Wedged(long atNs, Member who, ViewId view) implements TraceEvent {
        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }

    /** The member accepted a view. */
    record Accepted(long atNs, Member who, ViewId prior, ViewId next) implements TraceEvent {
        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }

    /** The member learnt that a view was decided. */
    record Decided(long atNs, Member who, ViewId prior, ViewId next, List<Member> members, long proposalHash)
            implements TraceEvent {
        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }

    /** The member installed a view. */
    record Installed(long atNs, Member who, ViewId prior, View view, List<Member> transitional) implements TraceEvent {

        /** Returns whether a process comes from the same view as this one. */
        boolean comesAlong(Incarnation process) {
            return transitional.stream().anyMatch(member -> member.incarnation().equals(process));
        }

        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }

    /** The member can or cannot reach a quorum. */
    record PrimaryStateChanged(long atNs, Member who, PrimaryState state) implements TraceEvent {
        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }

    /** The member learnt that the cluster went on without it. */
    record Excluded(long atNs, Member who) implements TraceEvent {
        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }

    /** The member left as it wanted. */
    record Left(long atNs, Member who) implements TraceEvent {
        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }

    /** The cut that ends a view at the member. */
    record Cut(long atNs, Member who, ViewId prior, List<Long> lastSeqs) implements TraceEvent {
        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }

    /** The member accepted a message of its own for sending. */
    record Sent(long atNs, Member who, long seq, int topic, Order order, long inView, int length, long payloadHash)
            implements TraceEvent {
        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }

    /** The member could not take a message that it was offered. */
    record OfferRefused(long atNs, Member who, long last) implements TraceEvent {
        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }

    /** The member delivered a message, or took its place in the order. */
    record Delivered(
            long atNs,
            Member who,
            MessageId message,
            int topic,
            Order order,
            long orderIndex,
            long change,
            long groupSequence,
            boolean toUser,
            boolean transitional,
            long payloadHash)
            implements TraceEvent {

        /** Tells whether the member delivered a message of its own. */
        boolean isOwn() {
            return message.sender().equals(who.incarnation());
        }

        /** Tells whether its order promises one sequence for all. */
        boolean total() {
            return order.compareTo(Order.TOTAL) >= 0;
        }

        /** Tells whether it has, or must have, a place in the total order: a CAUSAL message may take one (VS-105). */
        boolean placed() {
            return total() || orderIndex > 0;
        }

        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }

    /** The member holds the next range of its view's order. */
    record Ordered(long atNs, Member who, long range, int senderRank, long upToSeq) implements TraceEvent {
        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }

    /** A topic's membership changed at the member. */
    record TopicView(long atNs, Member who, int topic, long counter, long change, List<Member> members)
            implements TraceEvent {
        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }

    /** The member knows all topics as of the start of a view. */
    record TopicTable(long atNs, Member who, ViewId view, long hash) implements TraceEvent {
        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }

    /** The member holds all messages of a sender up to one. */
    record Received(long atNs, Member who, Incarnation sender, long seq, int kept) implements TraceEvent {
        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }

    /** The member knows that all hold all messages of a sender up to one. */
    record Stable(long atNs, Member who, Incarnation sender, long seq) implements TraceEvent {
        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }

    /**
     * A recorded trace of the member begins here, with the view that is installed next; of what was before, this is known. Simulated
     * runs have no such event.
     */
    record Resumed(long atNs, Member who, long sent, List<Holding> holdings) implements TraceEvent {

        /** What the member holds of a sender, and the last message of that sender that came before the view. */
        public record Holding(Incarnation sender, long received, long released, long start) {}

        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }

    /**
     * From here on nothing is known of what the member does: it was killed with its last records unwritten, or it has no recording
     * at all. Nobody can be blamed for what that member may have done. Simulated runs have no such event.
     */
    record Unrecorded(long atNs, Member who) implements TraceEvent {
        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }

    /** The member forgot the messages of a sender up to one. */
    record Released(long atNs, Member who, Incarnation sender, long seq, int kept) implements TraceEvent {
        @Override
        public void handTo(EventHandler handler) {
            handler.on(this);
        }
    }
}
