/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.view.Incarnation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** In which order messages are delivered. */
final class OrderProperties {

    private OrderProperties() {}

    static List<Property> all(World world) {
        return List.of(
                new FifoDelivery(world),
                new ReliableFifo(world),
                new WeakTotalOrder(world),
                new ReliableTotalOrder(world),
                new SequenceDensity(world),
                new SamePlace(world),
                new ViewMessageOrder(world));
    }

    /** O1: the messages of one sender and topic are delivered in the order in which they were sent. */
    static final class FifoDelivery extends Property {
        private final Map<Stream, Long> last = new HashMap<>();

        FifoDelivery(World world) {
            super(world, "O1", "FIFO Delivery");
        }

        @Override
        public void on(TraceEvent.Delivered event) {
            Long before = last.put(Stream.of(event), event.message().seq());
            if (before != null && before > event.message().seq()) {
                violated(event, "delivered " + event.message() + " after number " + before + " of the same topic");
            }
        }
    }

    /** O2: and none between two of them is left out. */
    static final class ReliableFifo extends Property {
        private final Map<MessageId, Long> predecessors = new HashMap<>();
        private final Map<List<Object>, Long> lastSent = new HashMap<>();
        private final Map<Stream, Long> last = new HashMap<>();

        ReliableFifo(World world) {
            super(world, "O2", "Reliable FIFO");
        }

        @Override
        public void on(TraceEvent.Sent event) {
            Incarnation self = event.who().incarnation();
            Long before = lastSent.put(List.of(self, event.topic()), event.seq());
            if (before != null) {
                predecessors.put(new MessageId(self, event.seq()), before);
            }
        }

        @Override
        public void on(TraceEvent.Delivered event) {
            Long before = last.put(Stream.of(event), event.message().seq());
            Long expected = predecessors.get(event.message());
            if (before != null && expected != null && before < expected) {
                violated(event, "delivered " + event.message() + " after " + before + " without " + expected);
            }
        }

        /** What a sender said while it was apart is for those who were with it. */
        @Override
        public void on(TraceEvent.Installed event) {
            Incarnation self = event.who().incarnation();
            last.keySet().removeIf(stream -> stream.receiver().equals(self) && !event.comesAlong(stream.sender()));
        }
    }

    /** O5: the messages in total order that both delivered have the same order at both. */
    static final class WeakTotalOrder extends CoMovingProperty {
        WeakTotalOrder(World world) {
            super(world, "O5", "Weak Total Order");
        }

        @Override
        boolean holdsSoFar() {
            return true;
        }

        @Override
        void compare(Epoch first, Epoch second) {
            Map<MessageId, Integer> places = places(first);
            int last = -1;
            for (TraceEvent.Delivered delivery : second.total()) {
                Integer place = places.get(delivery.message());
                if (place != null && place < last) {
                    differs(
                            second,
                            "delivered " + delivery.message() + " in view "
                                    + second.view().id() + " after a message that others delivered later");
                    return;
                }
                last = place == null ? last : place;
            }
        }
    }

    /** O7: whatever comes before a message at one member was delivered before it at every other. */
    static final class ReliableTotalOrder extends CoMovingProperty {
        ReliableTotalOrder(World world) {
            super(world, "O7", "Reliable Total Order");
        }

        @Override
        boolean holdsSoFar() {
            return true;
        }

        @Override
        void compare(Epoch first, Epoch second) {
            verify(first.total(), second.total(), second);
            verify(second.total(), first.total(), second);
        }

        private void verify(List<TraceEvent.Delivered> one, List<TraceEvent.Delivered> other, Epoch second) {
            Set<MessageId> all = new HashSet<>();
            other.forEach(delivery -> all.add(delivery.message()));
            MessageId skipped = null;
            for (TraceEvent.Delivered delivery : one) {
                if (!all.contains(delivery.message())) {
                    skipped = delivery.message();
                } else if (skipped != null) {
                    differs(
                            second,
                            "one delivered " + skipped + " before " + delivery.message() + " in view "
                                    + second.view().id() + ", another only the latter");
                    return;
                }
            }
        }
    }

    /** O8, first half: places in the total order of a view are 1, 2, 3 and so on. A CAUSAL message needs none. */
    static final class SequenceDensity extends Property {
        private final Map<Incarnation, Long> last = new HashMap<>();

        SequenceDensity(World world) {
            super(world, "O8", "Sequence Density");
        }

        @Override
        public void on(TraceEvent.Delivered event) {
            if (!event.placed()) {
                return;
            }
            Long before = last.put(event.who().incarnation(), event.orderIndex());
            long expected = before == null ? 1 : before + 1;
            if (event.orderIndex() != expected) {
                violated(
                        event,
                        "delivered " + event.message() + " at place " + event.orderIndex() + " instead of " + expected
                                + " in view " + world().process(event.who()).viewId());
            }
        }

        @Override
        public void on(TraceEvent.Installed event) {
            last.remove(event.who().incarnation());
        }
    }

    /** O8, second half: the same place, the same message. */
    static final class SamePlace extends CoMovingProperty {
        SamePlace(World world) {
            super(world, "O8", "Sequence Density");
        }

        @Override
        boolean holdsSoFar() {
            return true;
        }

        @Override
        void compare(Epoch first, Epoch second) {
            Map<Long, MessageId> messages = new HashMap<>();
            first.placed().forEach(delivery -> messages.put(delivery.orderIndex(), delivery.message()));
            for (TraceEvent.Delivered delivery : second.placed()) {
                MessageId there = messages.get(delivery.orderIndex());
                if (there != null && !there.equals(delivery.message())) {
                    differs(
                            second,
                            "place " + delivery.orderIndex() + " of view "
                                    + second.view().id() + " is taken by " + delivery.message() + " here and by "
                                    + there + " elsewhere");
                    return;
                }
            }
        }
    }

    /** O10: messages in total order and changes of topics come in one order; where CAUSAL ones stand, O3 and O4 say. */
    static final class ViewMessageOrder extends CoMovingProperty {
        ViewMessageOrder(World world) {
            super(world, "O10", "View/Message Order");
        }

        @Override
        boolean holdsSoFar() {
            return true;
        }

        @Override
        void compare(Epoch first, Epoch second) {
            int common = Math.min(first.ordered().size(), second.ordered().size());
            for (int i = 0; i < common; i++) {
                Object there = essence(first.ordered().get(i));
                Object here = essence(second.ordered().get(i));
                if (!Objects.equals(there, here)) {
                    differs(
                            second,
                            "event " + i + " of view " + second.view().id() + " is " + here + " here and " + there
                                    + " elsewhere");
                    return;
                }
            }
        }

        /** What must be equal at all: the message and on which side of the signal it is, or the topic with its members. */
        private static Object essence(TraceEvent event) {
            if (event instanceof TraceEvent.TopicView topic) {
                return List.of(topic.topic(), topic.change(), topic.members());
            }
            TraceEvent.Delivered delivery = (TraceEvent.Delivered) event;
            return delivery.transitional() ? List.of(delivery.message(), "transitional") : delivery.message();
        }
    }

    private static Map<MessageId, Integer> places(Epoch epoch) {
        Map<MessageId, Integer> places = new HashMap<>();
        epoch.total().forEach(delivery -> places.put(delivery.message(), places.size()));
        return places;
    }

    /** What one member hears of one sender in one topic. */
    private record Stream(Incarnation receiver, Incarnation sender, int topic) {
        static Stream of(TraceEvent.Delivered event) {
            return new Stream(event.who().incarnation(), event.message().sender(), event.topic());
        }
    }
}
