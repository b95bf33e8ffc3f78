/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.Order;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is delivered at all is delivered by all who go on: S1 for SAFE messages, Q1 for QUORUM messages. Other properties speak of
 * members that go on together; these also bind what members delivered that were put out or died right after.
 */
final class UniformityProperties {

    private UniformityProperties() {}

    static List<Property> all(World world, boolean oneChain) {
        Property safe = new Uniformity(world, Order.SAFE, "S1", "Safe Indication Prefix");
        return oneChain
                ? List.of(safe, new Uniformity(world, Order.QUORUM, "Q1", "Uniform Quorum Delivery"))
                : List.of(safe);
    }

    /** Being put out counts as a crash: only who installs the next view, or stays to the end, must have delivered. */
    static final class Uniformity extends Property {

        /** What is known of one view: who delivered a message of the level first, and who left the view with what. */
        private static final class Ledger {
            private final Map<MessageId, TraceEvent.Delivered> firsts = new HashMap<>();
            private final Map<Incarnation, Map<MessageId, Long>> delivered = new HashMap<>();
            private final List<TraceEvent.Installed> leavers = new ArrayList<>();
        }

        private final Order level;
        private final Map<ViewId, Ledger> views = new HashMap<>();

        Uniformity(World world, Order level, String number, String name) {
            super(world, number, name);
            this.level = level;
        }

        @Override
        public void on(TraceEvent.Delivered event) {
            if (event.order() != level) {
                return;
            }
            Ledger view = ledger(world().process(event.who()).viewId());
            view.delivered
                    .computeIfAbsent(event.who().incarnation(), who -> new HashMap<>())
                    .put(event.message(), event.orderIndex());
            if (!event.transitional() && view.firsts.putIfAbsent(event.message(), event) == null) {
                view.leavers.forEach(leaver -> verify(view, leaver.who(), event, leaver));
            }
        }

        @Override
        public void on(TraceEvent.Installed event) {
            ProcessState process = world().process(event.who());
            if (process.epoch() != null && process.viewId().equals(event.prior())) {
                Ledger view = ledger(event.prior());
                view.leavers.add(event);
                view.firsts.values().forEach(first -> verify(view, event.who(), first, event));
            }
        }

        @Override
        void atEnd(long atNs, List<Member> settled) {
            for (Member member : settled) {
                Ledger view = ledger(world().process(member).viewId());
                for (TraceEvent.Delivered first : view.firsts.values()) {
                    if (!delivered(view, member).containsKey(first.message())) {
                        violated(atNs, member, "never delivered " + first.message() + ", " + first.who() + " did");
                    }
                }
            }
        }

        private void verify(Ledger view, Member member, TraceEvent.Delivered first, TraceEvent event) {
            Long place = delivered(view, member).get(first.message());
            if (place == null || place != first.orderIndex()) {
                violated(
                        event,
                        first.who() + " delivered " + first.message() + " at place " + first.orderIndex() + ", but "
                                + member + " went on " + (place == null ? "without it" : "with it at place " + place));
            }
        }

        private static Map<MessageId, Long> delivered(Ledger view, Member member) {
            return view.delivered.getOrDefault(member.incarnation(), Map.of());
        }

        private Ledger ledger(ViewId view) {
            return views.computeIfAbsent(view, id -> new Ledger());
        }
    }
}
