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
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who held a message, all before it, and the order, at the moment when it was delivered: S2 and Q2. */
final class CoverProperties {

    private CoverProperties() {}

    static List<Property> all(World world) {
        return List.of(new SafeOrderStability(world), new QuorumSoundness(world));
    }

    /** S2: all members of the view held it. */
    static final class SafeOrderStability extends Cover {
        SafeOrderStability(World world) {
            super(world, Order.SAFE, "S2", "Safe Order Stability");
        }

        @Override
        boolean isEnough(View view, Predicate<Member> holds) {
            return view.members().stream().allMatch(holds);
        }
    }

    /** Q2: a quorum held it; of each stream and of the order, not necessarily the same. */
    static final class QuorumSoundness extends Cover {
        QuorumSoundness(World world) {
            super(world, Order.QUORUM, "Q2", "Quorum soundness");
        }

        @Override
        boolean isEnough(View view, Predicate<Member> holds) {
            long votes = view.members().stream().filter(holds).count();
            boolean half = 2 * votes == view.members().size();
            return 2 * votes > view.members().size() || (half && holds.test(view.coordinator()));
        }
    }

    /** Compares each delivery with what members were said to hold until then. */
    abstract static class Cover extends Property {
        private final Order level;
        private final Map<Stream, TreeMap<Long, Long>> rangesByLast = new HashMap<>();
        private final Map<Holder, Long> rangesHeld = new HashMap<>();
        /** For each member the last ordered message of each sender that it delivered since the last one of this level. */
        private final Map<Incarnation, Map<Incarnation, Long>> delivered = new HashMap<>();

        Cover(World world, Order level, String number, String name) {
            super(world, number, name);
            this.level = level;
        }

        /** Whether those who hold something are enough of a view. */
        abstract boolean isEnough(View view, Predicate<Member> holds);

        @Override
        public void on(TraceEvent.Ordered event) {
            View view = world().process(event.who()).view();
            if (view == null) {
                return;
            }
            rangesHeld.put(new Holder(view.id(), event.who().incarnation()), event.range());
            Incarnation sender = view.members().get(event.senderRank()).incarnation();
            rangesByLast
                    .computeIfAbsent(new Stream(view.id(), sender), stream -> new TreeMap<>())
                    .put(event.upToSeq(), event.range());
        }

        @Override
        public void on(TraceEvent.Installed event) {
            delivered.remove(event.who().incarnation());
        }

        @Override
        public void on(TraceEvent.Delivered event) {
            View view = world().process(event.who()).view();
            if (view == null || !event.placed()) {
                return;
            }
            Map<Incarnation, Long> last = delivered.computeIfAbsent(event.who().incarnation(), who -> new HashMap<>());
            last.put(event.message().sender(), event.message().seq());
            if (event.order() == level && !event.transitional()) {
                last.forEach((sender, seq) -> verifyHeld(event, view, new MessageId(sender, seq)));
                last.clear();
                verifyOrdered(event, view);
            }
        }

        private void verifyHeld(TraceEvent.Delivered event, View view, MessageId message) {
            if (!isEnough(view, member -> world().process(member).received(message.sender()) >= message.seq())) {
                violated(event, "delivered " + event.message() + ", but " + message + " was not held by enough");
            }
        }

        /** When a view ends, the places of its last messages follow from the decision on the next one, not from ranges alone. */
        private void verifyOrdered(TraceEvent.Delivered event, View view) {
            Long range = rangeOf(view, event.message());
            boolean ending = world().process(event.who()).cutOf(view.id()) != null;
            boolean known = range != null && isEnough(view, member -> holds(view, member, range));
            if (!known && !ending) {
                violated(event, "delivered " + event.message() + ", but its place was not known to enough");
            }
        }

        private @Nullable Long rangeOf(View view, MessageId message) {
            Map.Entry<Long, Long> range = rangesByLast
                    .getOrDefault(new Stream(view.id(), message.sender()), new TreeMap<>())
                    .ceilingEntry(message.seq());
            return range == null ? null : range.getValue();
        }

        private boolean holds(View view, Member member, long range) {
            return world().process(member).isUnrecorded()
                    || rangesHeld.getOrDefault(new Holder(view.id(), member.incarnation()), 0L) >= range;
        }

        private record Stream(ViewId view, Incarnation sender) {}

        private record Holder(ViewId view, Incarnation member) {}
    }
}
