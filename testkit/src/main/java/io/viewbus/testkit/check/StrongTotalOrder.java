/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.Order;
import io.viewbus.view.Incarnation;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * O6: any two members, also those that part, deliver QUORUM and SAFE messages in one sequence. Where every part goes on, parts may
 * end a view with the rest in different sequences. There it is said of SAFE messages, and of those pairs of which anybody
 * delivered one before the transitional signal: all had its place and all places before it then.
 */
final class StrongTotalOrder extends Property {

    /** What one member delivered in one view, in its sequence. */
    private static final class Sequence {
        private final List<MessageId> messages = new ArrayList<>();
        private final Map<MessageId, Integer> places = new HashMap<>();

        void add(MessageId message) {
            places.put(message, messages.size());
            messages.add(message);
        }
    }

    /** What is known of one view: who delivered what, and what has one place for all. */
    private static final class Ledger {
        private final Map<Incarnation, Sequence> members = new HashMap<>();
        private final Set<MessageId> placed = new HashSet<>();
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
        Sequence own = view.members.computeIfAbsent(event.who().incarnation(), who -> new Sequence());
        boolean isPlacedNow = !oneChain && !event.transitional() && view.placed.add(event.message());
        if (isPlacedNow) {
            verifyOthers(view, own, event);
        }
        view.members.values().stream()
                .filter(other -> other != own && isOutOfOrder(view, own, other, event.message()))
                .findAny()
                .ifPresent(other -> violated(
                        event, "delivered " + event.message() + " after what another member delivered after it"));
        own.add(event.message());
    }

    /** Looks back to the last message with one place that both delivered; what is before that one was looked at then. */
    private boolean isOutOfOrder(Ledger view, Sequence own, Sequence other, MessageId message) {
        Integer there = other.places.get(message);
        for (int i = own.messages.size() - 1; there != null && i >= 0; i--) {
            MessageId earlier = own.messages.get(i);
            Integer before = other.places.get(earlier);
            boolean isLast = before != null && isPlaced(view, earlier);
            if (before != null && before > there && (isLast || isPlaced(view, message))) {
                return true;
            }
            if (isLast) {
                return false;
            }
        }
        return false;
    }

    private boolean isPlaced(Ledger view, MessageId message) {
        return oneChain || view.placed.contains(message);
    }

    /** Whoever delivered it before did so after the transitional signal, when nothing was known yet of its place. */
    private void verifyOthers(Ledger view, Sequence own, TraceEvent.Delivered event) {
        List<Sequence> early = view.members.values().stream()
                .filter(member -> member != own && member.places.containsKey(event.message()))
                .toList();
        boolean isCrossed = early.stream()
                .anyMatch(first -> early.stream().anyMatch(second -> areCrossed(first, second, event.message())));
        if (isCrossed) {
            violated(event, "delivered " + event.message() + " in full, and others had it in different sequences");
        }
    }

    private static boolean areCrossed(Sequence first, Sequence second, MessageId message) {
        int here = first.places.getOrDefault(message, 0);
        int there = second.places.getOrDefault(message, 0);
        return first.places.entrySet().stream().anyMatch(entry -> {
            Integer place = second.places.get(entry.getKey());
            return place != null && entry.getValue() < here != place < there;
        });
    }
}
