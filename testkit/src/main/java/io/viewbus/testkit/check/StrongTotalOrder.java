/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.Order;
import io.viewbus.view.Incarnation;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * O6: any two members, also those that part, deliver QUORUM and SAFE messages in one sequence. Where every part goes on, parts may
 * end a view with the rest in different sequences. There it is said of SAFE messages, and of those pairs of which anybody
 * delivered one before the transitional signal: all had its place and all places before it then.
 */
final class StrongTotalOrder extends Property {

    /** Where a message of one view stands in the sequence of each member, from 1; 0 where it was not delivered. */
    private static final class Message {
        private int[] places = new int[4];
        /** Whether it has one place for all. */
        private boolean settled;

        int placeAt(int member) {
            return member < places.length ? places[member] : 0;
        }

        void place(int member, int place) {
            if (member >= places.length) {
                places = Arrays.copyOf(places, 2 * member);
            }
            places[member] = place;
        }
    }

    /** What one member delivered in one view. */
    private record Sequence(int member, List<Message> messages) {
        void add(Message message) {
            messages.add(message);
            message.place(member, messages.size());
        }
    }

    /** What is known of one view. */
    private static final class Ledger {
        private final Map<MessageId, Message> messages = new HashMap<>();
        private final Map<Incarnation, Sequence> members = new LinkedHashMap<>();

        Sequence sequence(Incarnation member) {
            return members.computeIfAbsent(member, who -> new Sequence(members.size(), new ArrayList<>()));
        }
    }

    private final boolean oneChain;
    private final Set<Order> levels;
    private final Map<ViewId, Ledger> views = new HashMap<>();

    StrongTotalOrder(World world, boolean oneChain) {
        super(world, "O6", "Strong Total Order");
        this.oneChain = oneChain;
        levels = oneChain ? EnumSet.of(Order.QUORUM, Order.SAFE) : EnumSet.of(Order.SAFE);
    }

    @Override
    public void on(TraceEvent.Delivered event) {
        if (!levels.contains(event.order())) {
            return;
        }
        Ledger view = views.computeIfAbsent(world().process(event.who()).viewId(), id -> new Ledger());
        Message message = view.messages.computeIfAbsent(event.message(), id -> new Message());
        Sequence own = view.sequence(event.who().incarnation());
        if (!message.settled && (oneChain || !event.transitional())) {
            message.settled = true;
            verifyOthers(view, message, event);
        }
        for (int other = 0; other < view.members.size(); other++) {
            if (other != own.member && isOutOfOrder(own, other, message)) {
                violated(event, "delivered " + event.message() + " after what another member delivered after it");
                break;
            }
        }
        own.add(message);
    }

    /** Looks back to the last settled message that both delivered; what is before that one was looked at then. */
    private static boolean isOutOfOrder(Sequence own, int other, Message message) {
        int there = message.placeAt(other);
        for (int i = own.messages.size() - 1; there > 0 && i >= 0; i--) {
            Message earlier = own.messages.get(i);
            int before = earlier.placeAt(other);
            boolean isLast = before > 0 && earlier.settled;
            if (before > there && (isLast || message.settled)) {
                return true;
            }
            if (isLast) {
                return false;
            }
        }
        return false;
    }

    /** Whoever delivered it before did so after the transitional signal, when nothing was known yet of its place. */
    private void verifyOthers(Ledger view, Message message, TraceEvent.Delivered event) {
        List<Sequence> early = view.members.values().stream()
                .filter(member -> message.placeAt(member.member) > 0)
                .toList();
        boolean isCrossed = early.stream()
                .anyMatch(first -> early.stream().anyMatch(second -> areCrossed(first, second.member, message)));
        if (isCrossed) {
            violated(event, "delivered " + event.message() + " in full, and others had it in different sequences");
        }
    }

    private static boolean areCrossed(Sequence first, int second, Message message) {
        int here = message.placeAt(first.member);
        int there = message.placeAt(second);
        return first.messages.stream()
                .filter(other -> other.placeAt(second) > 0)
                .anyMatch(other -> other.placeAt(first.member) < here != other.placeAt(second) < there);
    }
}
