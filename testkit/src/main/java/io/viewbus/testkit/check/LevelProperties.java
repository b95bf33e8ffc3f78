/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.Order;
import io.viewbus.view.Incarnation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the levels have to do with each other. */
final class LevelProperties {

    private LevelProperties() {}

    static List<Property> all(World world, boolean oneChain) {
        return List.of(new StrongTotalOrder(world, oneChain), new CrossTopicOrder(world), new LevelIsolation(world));
    }

    /** O9: messages of different topics in total order have the same order at all users that are given both. */
    static final class CrossTopicOrder extends CoMovingProperty {
        CrossTopicOrder(World world) {
            super(world, "O9", "Cross-topic Total Order");
        }

        @Override
        boolean holdsSoFar() {
            return true;
        }

        @Override
        void compare(Epoch first, Epoch second) {
            Map<MessageId, Integer> places = new HashMap<>();
            given(first).forEach(delivery -> places.put(delivery.message(), places.size()));
            Map<Integer, Integer> furthest = new HashMap<>();
            for (TraceEvent.Delivered delivery : given(second)) {
                Integer place = places.get(delivery.message());
                if (place != null && isOvertaken(furthest, delivery.topic(), place)) {
                    differs(
                            second,
                            "gave its users " + delivery.message() + " in view "
                                    + second.view().id()
                                    + " after a message of another topic that others gave them later");
                    return;
                }
                furthest.merge(delivery.topic(), place == null ? -1 : place, Math::max);
            }
        }

        private static boolean isOvertaken(Map<Integer, Integer> furthest, int topic, int place) {
            return furthest.entrySet().stream().anyMatch(other -> other.getKey() != topic && other.getValue() > place);
        }

        private static List<TraceEvent.Delivered> given(Epoch epoch) {
            return epoch.total().stream().filter(TraceEvent.Delivered::toUser).toList();
        }
    }

    /**
     * O11: a FIFO message waits for no place in the order. Whoever delivered anything in a turn that began after it was received
     * has delivered it by the next turn. Only a member that waits for the outcome of a join or leave of its own may hold it back
     * (VS-71).
     */
    static final class LevelIsolation extends Property {
        /** The topic of joins and leaves. */
        private static final int NO_TOPIC = 0;

        /** A FIFO message that was received and not delivered. */
        private record Waiting(MessageId message, long receivedNs) {}

        /** What is known of one member. */
        private static final class State {
            private final List<Waiting> waiting = new ArrayList<>();
            private final Map<Incarnation, Long> received = new HashMap<>();
            /** Joins and leaves of its own without a place yet, and when there was one last. */
            private final Set<Long> changes = new TreeSet<>();

            private long changedNs;
            private long turnNs;
            private long turnBeforeNs;

            void turn(long atNs) {
                if (atNs > turnNs) {
                    turnBeforeNs = turnNs;
                    turnNs = atNs;
                }
            }

            boolean mayHoldBack() {
                return !changes.isEmpty() || changedNs >= turnBeforeNs;
            }
        }

        private final Map<Incarnation, State> states = new HashMap<>();
        private final Set<MessageId> fifo = new HashSet<>();

        LevelIsolation(World world) {
            super(world, "O11", "Level isolation");
        }

        @Override
        public void on(TraceEvent.Sent event) {
            if (event.order() == Order.FIFO) {
                fifo.add(new MessageId(event.who().incarnation(), event.seq()));
            } else if (event.topic() == NO_TOPIC) {
                state(event).changes.add(event.seq());
            }
        }

        @Override
        public void on(TraceEvent.Received event) {
            State state = state(event);
            Long before = state.received.put(event.sender(), event.seq());
            for (long seq = before == null ? event.seq() : before + 1; seq <= event.seq(); seq++) {
                MessageId message = new MessageId(event.sender(), seq);
                if (fifo.contains(message)) {
                    state.waiting.add(new Waiting(message, event.atNs()));
                }
            }
        }

        @Override
        public void on(TraceEvent.Delivered event) {
            State state = state(event);
            state.turn(event.atNs());
            state.waiting.removeIf(waiting -> waiting.message().equals(event.message()));
            if (!state.mayHoldBack()) {
                state.waiting.stream()
                        .filter(waiting -> waiting.receivedNs() < state.turnBeforeNs)
                        .findFirst()
                        .ifPresent(waiting -> violated(
                                event, "delivered " + event.message() + " and still not " + waiting.message()));
            }
            if (event.message().sender().equals(event.who().incarnation())
                    && state.changes.remove(event.message().seq())) {
                state.changedNs = event.atNs();
            }
        }

        /** What is left over is of senders that did not come along: sent beyond the cut, or while they were apart. */
        @Override
        public void on(TraceEvent.Installed event) {
            State state = state(event);
            state.waiting.removeIf(
                    waiting -> !event.comesAlong(waiting.message().sender()));
            state.received.keySet().removeIf(sender -> !event.comesAlong(sender));
        }

        private State state(TraceEvent event) {
            return states.computeIfAbsent(event.who().incarnation(), who -> new State());
        }
    }
}
