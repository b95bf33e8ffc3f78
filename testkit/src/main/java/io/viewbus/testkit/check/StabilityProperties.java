/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a member may believe about the others, and when it may forget a message. */
final class StabilityProperties {

    private StabilityProperties() {}

    static List<Property> all(World world) {
        return List.of(new StabilitySoundness(world), new Retention(world), new StabilityMonotonic(world));
    }

    /** S4: what is called stable was received by all members of the view. */
    static final class StabilitySoundness extends Property {
        StabilitySoundness(World world) {
            super(world, "S4", "Stability Soundness");
        }

        @Override
        public void on(TraceEvent.Stable event) {
            Member lacks = whoLacks(world(), event.who(), event.sender(), event.seq());
            if (lacks != null) {
                violated(
                        event,
                        "calls " + new MessageId(event.sender(), event.seq()) + " stable, but " + lacks
                                + " has not received it");
            }
        }
    }

    /** S5: what is forgotten is not needed by anybody: all members of the view received it. */
    static final class Retention extends Property {
        Retention(World world) {
            super(world, "S5", "Retention");
        }

        @Override
        public void on(TraceEvent.Released event) {
            Member lacks = whoLacks(world(), event.who(), event.sender(), event.seq());
            if (lacks != null) {
                violated(
                        event,
                        "forgets " + new MessageId(event.sender(), event.seq()) + ", but " + lacks
                                + " has not received it");
            }
        }
    }

    /** S6: in one view stability only grows. */
    static final class StabilityMonotonic extends Property {
        private final Map<List<Object>, Long> last = new HashMap<>();

        StabilityMonotonic(World world) {
            super(world, "S6", "Stability Monotonic");
        }

        @Override
        public void on(TraceEvent.Stable event) {
            List<Object> stream = List.of(
                    event.who().incarnation(), world().process(event.who()).viewId(), event.sender());
            Long before = last.put(stream, event.seq());
            if (before != null && before > event.seq()) {
                violated(
                        event,
                        "calls messages of " + event.sender() + " up to " + event.seq() + " stable after " + before);
            }
        }
    }

    /** A member needs a message of its own view unless it came in only after it, its sender is out, or it is out itself. */
    private static @Nullable Member whoLacks(World world, Member who, Incarnation sender, long seq) {
        View view = world.process(who).view();
        if (view == null || view.rankOf(sender) < 0 || world.process(sender).isStranger()) {
            return null;
        }
        for (Member member : view.members()) {
            long held = Math.max(world.process(member).received(sender), world.floorOf(member.incarnation(), sender));
            if (held < seq && !world.process(who).knowsOut(member)) {
                return member;
            }
        }
        return null;
    }
}
