/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.Order;
import io.viewbus.view.Incarnation;
import io.viewbus.view.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** No answer before its question: all that is promised of a CAUSAL message. FIFO messages are outside of this. */
final class CausalProperties {

    private CausalProperties() {}

    static List<Property> all(World world) {
        return List.of(new CausalDelivery(world), new ReliableCausal(world));
    }

    /** O3: of two messages of which one was sent in the knowledge of the other, the known one is delivered first. */
    static final class CausalDelivery extends Causality {
        /** For each member and sender the last message that something delivered there was sent in the knowledge of. */
        private final Map<Incarnation, Map<Incarnation, Long>> presupposed = new HashMap<>();

        CausalDelivery(World world) {
            super(world, "O3", "Causal Delivery");
        }

        @Override
        void verify(TraceEvent.Delivered event, Map<Incarnation, Long> past) {
            Map<Incarnation, Long> last =
                    presupposed.computeIfAbsent(event.who().incarnation(), who -> new HashMap<>());
            if (last.getOrDefault(event.message().sender(), 0L)
                    >= event.message().seq()) {
                violated(event, "delivered " + event.message() + " after a message sent in its knowledge");
            }
            past.forEach((sender, seq) -> last.merge(sender, seq, Math::max));
        }
    }

    /** O4: and the known one is delivered at all, unless it belongs to a time before the member came in. */
    static final class ReliableCausal extends Causality {
        ReliableCausal(World world) {
            super(world, "O4", "Reliable Causal");
        }

        @Override
        void verify(TraceEvent.Delivered event, Map<Incarnation, Long> past) {
            View view = world().process(event.who()).view();
            if (view == null) {
                return;
            }
            Map<Incarnation, Long> here = known(event.who().incarnation());
            past.forEach((sender, seq) -> {
                boolean entitled = view.rankOf(sender) >= 0
                        && seq > world().floorOf(event.who().incarnation(), sender);
                if (entitled && here.getOrDefault(sender, 0L) < seq) {
                    violated(
                            event,
                            "delivered " + event.message() + " without " + new MessageId(sender, seq)
                                    + ", in whose knowledge it was sent");
                }
            });
        }
    }

    /** Follows who knew what: of each sender the last ordered message that a member sent or delivered. */
    abstract static class Causality extends Property {
        private final Map<Incarnation, Map<Incarnation, Long>> knowledge = new HashMap<>();
        private final Map<MessageId, Map<Incarnation, Long>> pasts = new HashMap<>();

        Causality(World world, String number, String name) {
            super(world, number, name);
        }

        /** Verifies a delivery, given what its sender knew. */
        abstract void verify(TraceEvent.Delivered event, Map<Incarnation, Long> past);

        final Map<Incarnation, Long> known(Incarnation who) {
            return knowledge.computeIfAbsent(who, process -> new HashMap<>());
        }

        @Override
        public final void on(TraceEvent.Sent event) {
            if (event.order() != Order.FIFO) {
                Incarnation self = event.who().incarnation();
                pasts.put(new MessageId(self, event.seq()), new HashMap<>(known(self)));
                known(self).merge(self, event.seq(), Math::max);
            }
        }

        @Override
        public final void on(TraceEvent.Delivered event) {
            if (event.order() != Order.FIFO) {
                verify(event, pasts.getOrDefault(event.message(), Map.of()));
                known(event.who().incarnation())
                        .merge(event.message().sender(), event.message().seq(), Math::max);
            }
        }
    }
}
