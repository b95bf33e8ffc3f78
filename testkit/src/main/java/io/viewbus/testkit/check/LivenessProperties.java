/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.Order;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.collections.LongHashSet;

/** What must have happened when nothing was wrong for a while. */
final class LivenessProperties {

    private LivenessProperties() {}

    static List<Property> all(World world) {
        return List.of(
                new MembershipPrecision(world),
                new MulticastLiveness(world),
                new SelfDeliveryLiveness(world),
                new SafeLiveness(world));
    }

    /** L1: all that live and hear each other are in one view of exactly them. */
    static final class MembershipPrecision extends Property {
        MembershipPrecision(World world) {
            super(world, "L1", "Membership Precision");
        }

        @Override
        void atEnd(long atNs, List<Member> settled) {
            for (Member member : settled) {
                View view = world().process(member).view();
                View first = world().process(settled.get(0)).view();
                if (view == null || !new HashSet<>(view.members()).equals(new HashSet<>(settled))) {
                    violated(
                            atNs,
                            member,
                            "is in " + (view == null ? "no view" : view) + ", but " + settled
                                    + " are alive and connected");
                } else if (!view.equals(first)) {
                    violated(atNs, member, "is in view " + view + ", others are in " + first);
                }
            }
        }
    }

    /** L2: what one of them delivered in their last view all of them delivered. L3 is the rest of it: the sender did. */
    static final class MulticastLiveness extends Property {
        MulticastLiveness(World world) {
            super(world, "L2", "Multicast Liveness");
        }

        @Override
        void atEnd(long atNs, List<Member> settled) {
            Set<MessageId> all = new HashSet<>();
            settled.forEach(member -> all.addAll(delivered(member)));
            for (Member member : settled) {
                Set<MessageId> missing = new HashSet<>(all);
                missing.removeAll(delivered(member));
                if (!missing.isEmpty()) {
                    violated(atNs, member, "never delivered " + missing + " in the last view, others did");
                }
            }
        }

        /** What a member delivered in the view in which it is; the views before were compared when they ended. */
        private Set<MessageId> delivered(Member member) {
            Set<MessageId> messages = new HashSet<>();
            Epoch epoch = world().process(member).epoch();
            if (epoch != null) {
                epoch.delivered().forEach(delivery -> messages.add(delivery.message()));
            }
            return messages;
        }
    }

    /** L3: every message of one of them was delivered where it was sent. */
    static final class SelfDeliveryLiveness extends Property {
        private final Map<Incarnation, LongHashSet> undelivered = new HashMap<>();

        SelfDeliveryLiveness(World world) {
            super(world, "L3", "Self Delivery Liveness");
        }

        @Override
        public void on(TraceEvent.Sent event) {
            undelivered
                    .computeIfAbsent(event.who().incarnation(), who -> new LongHashSet())
                    .add(event.seq());
        }

        @Override
        public void on(TraceEvent.Delivered event) {
            if (event.isOwn()) {
                LongHashSet own = undelivered.get(event.who().incarnation());
                if (own != null) {
                    own.remove(event.message().seq());
                }
            }
        }

        @Override
        void atEnd(long atNs, List<Member> settled) {
            for (Member member : settled) {
                LongHashSet own = undelivered.get(member.incarnation());
                if (own != null && !own.isEmpty()) {
                    violated(atNs, member, "never delivered its own messages " + new TreeSet<>(own));
                }
            }
        }
    }

    /** L4: a SAFE message that one of them sent in their last view was delivered in full by all of them. */
    static final class SafeLiveness extends Property {
        /** What a member sent as SAFE in its view. */
        private final Map<Incarnation, List<MessageId>> sent = new HashMap<>();

        SafeLiveness(World world) {
            super(world, "L4", "Safe Indication Liveness");
        }

        @Override
        public void on(TraceEvent.Sent event) {
            if (event.order() == Order.SAFE) {
                sent.computeIfAbsent(event.who().incarnation(), who -> new ArrayList<>())
                        .add(new MessageId(event.who().incarnation(), event.seq()));
            }
        }

        @Override
        public void on(TraceEvent.Installed event) {
            sent.remove(event.who().incarnation());
        }

        @Override
        void atEnd(long atNs, List<Member> settled) {
            Set<MessageId> all = new HashSet<>();
            settled.forEach(member -> all.addAll(sent.getOrDefault(member.incarnation(), List.of())));
            for (Member member : settled) {
                Set<MessageId> missing = new HashSet<>(all);
                Epoch epoch = world().process(member).epoch();
                if (epoch != null) {
                    epoch.delivered().stream()
                            .filter(delivery -> !delivery.transitional())
                            .forEach(delivery -> missing.remove(delivery.message()));
                }
                if (!missing.isEmpty()) {
                    violated(atNs, member, "never delivered the SAFE messages " + missing + " in full");
                }
            }
        }
    }
}
