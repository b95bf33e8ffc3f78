/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.Order;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds on the far side of the transitional signal where every part of a cluster goes on. */
final class PartProperties {

    private PartProperties() {}

    static List<Property> all(World world) {
        return List.of(new FailureAtomicity(world), new SafeInTransitional(world));
    }

    /** D9: who goes on together delivered the same on each side of the signal; with D7, the same in all. */
    static final class FailureAtomicity extends CoMovingProperty {
        FailureAtomicity(World world) {
            super(world, "D9", "Failure Atomicity");
        }

        @Override
        void compare(Epoch first, Epoch second) {
            List<MessageId> there = ids(first.transitional());
            List<MessageId> here = ids(second.transitional());
            if (!new HashSet<>(there).equals(new HashSet<>(here))) {
                differs(
                        second,
                        "delivered " + here + " after the transitional signal of view "
                                + second.view().id() + ", " + first.process().incarnation() + " delivered " + there);
            }
        }

        private static List<MessageId> ids(List<TraceEvent.Delivered> deliveries) {
            return deliveries.stream().map(TraceEvent.Delivered::message).toList();
        }
    }

    /**
     * S3: a SAFE message that anybody delivered after the signal is delivered by all that it goes on with, wherever these go
     * afterwards, unless they drop out.
     */
    static final class SafeInTransitional extends Property {

        /** A SAFE message that was delivered after the signal, and by whom else it must be. */
        private record Debt(MessageId message, Member creditor, List<Member> debtors) {}

        /** What is known of the end of one view. */
        private static final class End {
            private final List<Debt> debts = new ArrayList<>();
            private final Map<Incarnation, Set<MessageId>> leavers = new HashMap<>();
        }

        private final Map<ViewId, End> ends = new HashMap<>();

        SafeInTransitional(World world) {
            super(world, "S3", "Safe in transitional");
        }

        @Override
        public void on(TraceEvent.Installed event) {
            Epoch epoch = world().process(event.who()).epoch();
            if (epoch == null) {
                return;
            }
            End end = end(epoch.view().id());
            Set<MessageId> delivered = safe(epoch);
            end.debts.forEach(debt -> verify(event, debt, event.who(), delivered));
            end.leavers.put(event.who().incarnation(), delivered);
            for (TraceEvent.Delivered delivery : epoch.transitional()) {
                if (delivery.order() == Order.SAFE) {
                    add(event, end, new Debt(delivery.message(), event.who(), event.transitional()));
                }
            }
        }

        private void add(TraceEvent.Installed event, End end, Debt debt) {
            end.debts.add(debt);
            for (Member debtor : debt.debtors()) {
                Set<MessageId> delivered = end.leavers.get(debtor.incarnation());
                if (delivered != null) {
                    verify(event, debt, debtor, delivered);
                }
            }
        }

        private void verify(TraceEvent event, Debt debt, Member debtor, Set<MessageId> delivered) {
            if (debt.debtors().contains(debtor) && !delivered.contains(debt.message())) {
                violated(event, describe(debt, debtor));
            }
        }

        @Override
        void atEnd(long atNs, List<Member> settled) {
            for (Member member : settled) {
                Epoch epoch = world().process(member).epoch();
                End end = epoch == null ? null : ends.get(epoch.view().id());
                if (epoch != null && end != null) {
                    Set<MessageId> delivered = safe(epoch);
                    end.debts.stream()
                            .filter(debt -> debt.debtors().contains(member) && !delivered.contains(debt.message()))
                            .forEach(debt -> violated(atNs, member, describe(debt, member)));
                }
            }
        }

        private static String describe(Debt debt, Member debtor) {
            return debt.creditor() + " delivered " + debt.message() + " after the transitional signal, going on with "
                    + debtor + ", which did not deliver it";
        }

        private static Set<MessageId> safe(Epoch epoch) {
            Set<MessageId> messages = new HashSet<>();
            for (TraceEvent.Delivered delivery : epoch.delivered()) {
                if (delivery.order() == Order.SAFE) {
                    messages.add(delivery.message());
                }
            }
            return messages;
        }

        private End end(ViewId view) {
            return ends.computeIfAbsent(view, id -> new End());
        }
    }
}
