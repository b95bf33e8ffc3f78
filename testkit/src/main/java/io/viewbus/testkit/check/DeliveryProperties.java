/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.view.Incarnation;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which messages are delivered, and in which view. */
final class DeliveryProperties {

    private DeliveryProperties() {}

    static List<Property> all(World world) {
        return List.of(
                new DeliveryIntegrity(world),
                new NoDuplication(world),
                new SenderMembership(world),
                new SameViewDelivery(world),
                new SendingViewDelivery(world),
                new SelfDelivery(world),
                new VirtualSynchrony(world));
    }

    /** D1: what is delivered was sent, with this payload, to this topic. */
    static final class DeliveryIntegrity extends Property {
        DeliveryIntegrity(World world) {
            super(world, "D1", "Delivery Integrity");
        }

        @Override
        public void on(TraceEvent.Delivered event) {
            TraceEvent.Sent sent = world().sentOrBelieved(event);
            if (sent == null) {
                violated(event, "delivered " + event.message() + ", which nobody sent");
            } else if (sent.topic() != event.topic()
                    || sent.order() != event.order()
                    || sent.payloadHash() != event.payloadHash()) {
                violated(event, "delivered " + event.message() + " as " + event + ", but it was sent as " + sent);
            }
        }
    }

    /** D2: nobody delivers a message twice. */
    static final class NoDuplication extends Property {
        private final Map<Link, BitSet> delivered = new HashMap<>();

        NoDuplication(World world) {
            super(world, "D2", "No Duplication");
        }

        @Override
        public void on(TraceEvent.Delivered event) {
            BitSet seqs = delivered.computeIfAbsent(Link.of(event), link -> new BitSet());
            int seq = (int) event.message().seq();
            if (seqs.get(seq)) {
                violated(event, "delivered " + event.message() + " twice");
            }
            seqs.set(seq);
        }
    }

    /** D3: the sender of a delivered message is in the view. */
    static final class SenderMembership extends Property {
        SenderMembership(World world) {
            super(world, "D3", "Sender Membership");
        }

        @Override
        public void on(TraceEvent.Delivered event) {
            View view = world().process(event.who()).view();
            if (view != null && view.rankOf(event.message().sender()) < 0) {
                violated(event, "delivered " + event.message() + " in view " + view.id() + ", without its sender");
            }
        }
    }

    /** D4: all that deliver a message deliver it in the same view. */
    static final class SameViewDelivery extends Property {
        private final Map<MessageId, ViewId> views = new HashMap<>();

        SameViewDelivery(World world) {
            super(world, "D4", "Same View Delivery");
        }

        @Override
        public void on(TraceEvent.Delivered event) {
            ViewId here = world().process(event.who()).viewId();
            ViewId first = views.putIfAbsent(event.message(), here);
            if (first != null && !first.equals(here)) {
                violated(event, "delivered " + event.message() + " in view " + here + ", others in view " + first);
            }
        }
    }

    /** D5: what was sent for one view is sent in it, and delivered in no other. */
    static final class SendingViewDelivery extends Property {
        SendingViewDelivery(World world) {
            super(world, "D5", "Sending View Delivery");
        }

        @Override
        public void on(TraceEvent.Sent event) {
            verify(event, event.inView());
        }

        @Override
        public void on(TraceEvent.Delivered event) {
            TraceEvent.Sent sent = world().sent(event.message());
            verify(event, sent == null ? 0 : sent.inView());
        }

        private void verify(TraceEvent event, long inView) {
            ViewId here = world().process(event.who()).viewId();
            if (inView != 0 && here.counter() != inView) {
                violated(event, event + " in view " + here + ", but it is for view " + inView);
            }
        }
    }

    /** D6: a member delivers its own messages at the latest in the view after the one in which it sent them. */
    static final class SelfDelivery extends Property {
        private final Map<Incarnation, TreeMap<Long, Integer>> pending = new HashMap<>();
        private final Map<Incarnation, Integer> installs = new HashMap<>();

        SelfDelivery(World world) {
            super(world, "D6", "Self Delivery");
        }

        @Override
        public void on(TraceEvent.Sent event) {
            Incarnation self = event.who().incarnation();
            pending.computeIfAbsent(self, who -> new TreeMap<>())
                    .put(event.seq(), Math.max(1, installs.getOrDefault(self, 0)));
        }

        @Override
        public void on(TraceEvent.Delivered event) {
            Incarnation self = event.who().incarnation();
            if (event.message().sender().equals(self)) {
                pending.getOrDefault(self, new TreeMap<>())
                        .remove(event.message().seq());
            }
        }

        @Override
        public void on(TraceEvent.Installed event) {
            Incarnation self = event.who().incarnation();
            int before = installs.merge(self, 1, Integer::sum) - 1;
            Map<Long, Integer> own = pending.getOrDefault(self, new TreeMap<>());
            own.entrySet().removeIf(entry -> {
                boolean late = entry.getValue() < before;
                if (late) {
                    violated(
                            event,
                            "did not deliver its own message " + entry.getKey() + " in time for view "
                                    + event.view().id());
                }
                return late;
            });
        }
    }

    /** D7: who goes from a view to the next together delivered the same messages in it. */
    static final class VirtualSynchrony extends CoMovingProperty {
        VirtualSynchrony(World world) {
            super(world, "D7", "Virtual Synchrony");
        }

        @Override
        void compare(Epoch first, Epoch second) {
            reportMissing(first, second, second);
            reportMissing(second, first, second);
        }

        private void reportMissing(Epoch has, Epoch lacks, Epoch second) {
            Set<MessageId> delivered = new HashSet<>();
            lacks.delivered().forEach(delivery -> delivered.add(delivery.message()));
            List<MessageId> missing = has.delivered().stream()
                    .map(TraceEvent.Delivered::message)
                    .filter(message -> !delivered.contains(message))
                    .toList();
            if (!missing.isEmpty()) {
                differs(
                        second,
                        lacks.process().incarnation() + " did not deliver " + missing + " in view "
                                + lacks.view().id() + ", " + has.process().incarnation() + " did; both go on together");
            }
        }
    }

    /** What one member hears of one sender. */
    private record Link(Incarnation receiver, Incarnation sender) {
        static Link of(TraceEvent.Delivered event) {
            return new Link(event.who().incarnation(), event.message().sender());
        }
    }
}
