/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.Order;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The groups of topics, which change at a point of the message order. */
final class TopicProperties {

    private TopicProperties() {}

    static List<Property> all(World world) {
        return List.of(
                new TopicViewDeterminism(world),
                new ClosedTopicDelivery(world),
                new TopicViewSynchrony(world),
                new AtomicTopicShrink(world),
                new TopicTableAgreement(world));
    }

    /** G1: the n-th membership of a topic in a view is the same at all that go on together. */
    static final class TopicViewDeterminism extends CoMovingProperty {
        TopicViewDeterminism(World world) {
            super(world, "G1", "Topic View Determinism");
        }

        @Override
        void compare(Epoch first, Epoch second) {
            Map<List<Long>, TraceEvent.TopicView> there = new HashMap<>();
            first.topicViews().forEach(view -> there.put(key(view), view));
            for (TraceEvent.TopicView here : second.topicViews()) {
                TraceEvent.TopicView other = there.get(key(here));
                if (other == null || !other.members().equals(here.members())) {
                    differs(
                            second,
                            "topic " + here.topic() + " has " + here.members() + " after change "
                                    + here.change() + " of view "
                                    + second.view().id() + ", at "
                                    + first.process().incarnation() + " it has "
                                    + (other == null
                                            ? "no such change"
                                            : other.members().toString()));
                    return;
                }
            }
        }

        private static List<Long> key(TraceEvent.TopicView view) {
            return List.of((long) view.topic(), view.change());
        }
    }

    /**
     * G2: a member is given a message exactly if it is in the topic at this point, in the group view that it names. A message in another
     * order than the topic's is given to nobody: it was sent when the topic had none. Which order a topic has is seen from what is
     * given.
     */
    static final class ClosedTopicDelivery extends Property {
        private final Map<Incarnation, Map<Integer, Kept>> kept = new HashMap<>();

        /** What is known of a topic at a member: the order of what was given, and else what was not given. */
        private record Kept(@Nullable Order given, Map<Order, TraceEvent.Delivered> notGiven) {}

        ClosedTopicDelivery(World world) {
            super(world, "G2", "Closed Topic Delivery");
        }

        @Override
        public void on(TraceEvent.TopicView event) {
            if (!event.members().contains(event.who())) {
                topicsOf(event.who()).remove(event.topic());
            }
        }

        @Override
        public void on(TraceEvent.Delivered event) {
            TraceEvent.TopicView topic = world().process(event.who()).topic(event.topic());
            if (topic == null || !topic.members().contains(event.who())) {
                if (event.toUser()) {
                    violated(event, "was given " + what(event, topic));
                }
            } else if (topic.change() != event.change()) {
                violated(
                        event,
                        "was given " + event.message() + " in group view " + event.change() + " of topic "
                                + event.topic() + " instead of " + topic.change());
            } else {
                verifyOrder(event, topic);
            }
        }

        private void verifyOrder(TraceEvent.Delivered event, TraceEvent.TopicView topic) {
            Kept before = topicsOf(event.who()).computeIfAbsent(event.topic(), id -> new Kept(null, new HashMap<>()));
            if (event.toUser()) {
                topicsOf(event.who()).put(event.topic(), new Kept(event.order(), Map.of()));
                TraceEvent.Delivered missed = before.notGiven().get(event.order());
                if (missed != null) {
                    violated(event, "was not given " + what(missed, topic));
                }
            } else if (before.given() == event.order()) {
                violated(event, "was not given " + what(event, topic));
            } else if (before.given() == null) {
                before.notGiven().putIfAbsent(event.order(), event);
            }
        }

        private Map<Integer, Kept> topicsOf(Member who) {
            return kept.computeIfAbsent(who.incarnation(), id -> new HashMap<>());
        }

        private static String what(TraceEvent.Delivered event, TraceEvent.@Nullable TopicView topic) {
            return event.message() + " of topic " + event.topic() + ", whose members are "
                    + (topic == null ? "unknown" : topic.members());
        }
    }

    /** G3: a message has the same place in the same group view at all that go on together. */
    static final class TopicViewSynchrony extends CoMovingProperty {
        TopicViewSynchrony(World world) {
            super(world, "G3", "Topic View Synchrony");
        }

        @Override
        boolean holdsSoFar() {
            return true;
        }

        @Override
        void compare(Epoch first, Epoch second) {
            Map<MessageId, TraceEvent.Delivered> there = new HashMap<>();
            first.total().forEach(delivery -> there.put(delivery.message(), delivery));
            for (TraceEvent.Delivered here : second.total()) {
                TraceEvent.Delivered other = there.get(here.message());
                if (other != null
                        && (other.change() != here.change() || other.groupSequence() != here.groupSequence())) {
                    differs(
                            second,
                            here.message() + " is number " + here.groupSequence() + " of group view "
                                    + here.change() + " here, number " + other.groupSequence() + " of group view "
                                    + other.change() + " at " + other.who());
                    return;
                }
            }
        }
    }

    /**
     * G5: whoever knows the topics of a view knows the same. Where nobody is left that knew them, a view ends with what those know
     * who go on; then it is only these that must agree.
     */
    static final class TopicTableAgreement extends CoMovingProperty {
        private final Map<ViewId, TraceEvent.TopicTable> firsts = new HashMap<>();

        TopicTableAgreement(World world) {
            super(world, "G5", "Topic Table Agreement");
        }

        @Override
        public void on(TraceEvent.TopicTable event) {
            boolean ending = world().process(event.who()).cutOf(event.view()) != null;
            TraceEvent.TopicTable first = ending ? null : firsts.putIfAbsent(event.view(), event);
            if (first != null && first.hash() != event.hash()) {
                violated(event, knowsOthersThan(first));
            }
        }

        @Override
        void compare(Epoch first, Epoch second) {
            TraceEvent.TopicTable there = first.table();
            TraceEvent.TopicTable here = second.table();
            if (there != null && here != null && there.hash() != here.hash()) {
                differs(second, knowsOthersThan(there));
            }
        }

        private static String knowsOthersThan(TraceEvent.TopicTable there) {
            return "knows other topics of view " + there.view() + " than " + there.who();
        }
    }

    /** G4: who is out of the cluster is out of all topics before any message of the new view. */
    static final class AtomicTopicShrink extends Property {
        private final Map<Incarnation, Long> verified = new HashMap<>();

        AtomicTopicShrink(World world) {
            super(world, "G4", "Atomic Topic Shrink");
        }

        @Override
        public void on(TraceEvent.Delivered event) {
            ProcessState process = world().process(event.who());
            View view = process.view();
            if (view == null) {
                return;
            }
            Long before = verified.put(event.who().incarnation(), view.id().counter());
            if (before != null && before == view.id().counter()) {
                return;
            }
            for (TraceEvent.TopicView topic : process.topics()) {
                if (!view.members().containsAll(topic.members())) {
                    violated(
                            event,
                            "topic " + topic.topic() + " still has " + topic.members() + " in view " + view.id());
                }
            }
        }
    }
}
