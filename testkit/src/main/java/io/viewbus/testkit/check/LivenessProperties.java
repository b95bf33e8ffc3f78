/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What must have happened when nothing was wrong for a while. */
final class LivenessProperties {

    private LivenessProperties() {}

    static List<Property> all(World world) {
        return List.of(new MembershipPrecision(world), new MulticastLiveness(world));
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

    /** L2, and L3: every message of one of them was delivered by the sender and by all in the sender's last view. */
    static final class MulticastLiveness extends Property {
        private final Map<Incarnation, Set<Long>> undelivered = new HashMap<>();

        MulticastLiveness(World world) {
            super(world, "L2", "Multicast Liveness");
        }

        @Override
        public void on(TraceEvent.Sent event) {
            undelivered
                    .computeIfAbsent(event.who().incarnation(), who -> new TreeSet<>())
                    .add(event.seq());
        }

        @Override
        public void on(TraceEvent.Delivered event) {
            if (event.message().sender().equals(event.who().incarnation())) {
                undelivered
                        .getOrDefault(event.message().sender(), new TreeSet<>())
                        .remove(event.message().seq());
            }
        }

        @Override
        void atEnd(long atNs, List<Member> settled) {
            Set<MessageId> all = new HashSet<>();
            for (Member member : settled) {
                Set<Long> own = undelivered.getOrDefault(member.incarnation(), Set.of());
                if (!own.isEmpty()) {
                    violated(atNs, member, "never delivered its own messages " + own);
                }
                all.addAll(delivered(member));
            }
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
}
