/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.check.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Waits for one of some members to take a certain step and does something to it at this very moment, until it is disarmed. */
final class Ambush implements Consumer<TraceEvent> {

    private final List<SimMember> victims = new ArrayList<>();
    private Step step = Step.PROMISED;
    private int skip;
    private Consumer<SimMember> strike = victim -> {};

    /** Arms it; an earlier one that did not strike is forgotten. */
    void arm(List<SimMember> targets, Step at, int skipFirst, Consumer<SimMember> action) {
        disarm();
        victims.addAll(targets);
        step = at;
        skip = skipFirst;
        strike = action;
    }

    void disarm() {
        victims.clear();
    }

    @Override
    public void accept(TraceEvent event) {
        if (victims.isEmpty() || !step.isTaken(event)) {
            return;
        }
        for (SimMember victim : victims) {
            if (victim.self().equals(event.who()) && skip-- <= 0) {
                strike.accept(victim);
                return;
            }
        }
    }

    /** The steps that a core names in its trace: of a change first, then all others. */
    enum Step {
        /** It answered a proposer. */
        PROMISED(TraceEvent.Promised.class),
        /** It is ready for the view. */
        ACCEPTED(TraceEvent.Accepted.class),
        /** It knows what was decided; at the coordinator nobody else does. */
        DECIDED(TraceEvent.Decided.class),
        /** It delivers the rest of the old view. */
        CUT(TraceEvent.Cut.class),
        /** It is in the new view. */
        INSTALLED(TraceEvent.Installed.class),
        /** It suspects somebody. */
        SUSPECTED(TraceEvent.Suspected.class),
        /** It found or lost a quorum. */
        PRIMARY_STATE(TraceEvent.PrimaryStateChanged.class),
        /** It is out. */
        EXCLUDED(TraceEvent.Excluded.class),
        /** It is about to leave. */
        LEAVING(TraceEvent.Leaving.class),
        /** It took a message of its own. */
        SENT(TraceEvent.Sent.class),
        /** It holds more of a stream. */
        RECEIVED(TraceEvent.Received.class),
        /** It delivers a message. */
        DELIVERED(TraceEvent.Delivered.class),
        /** A topic's membership changes. */
        TOPIC_VIEW(TraceEvent.TopicView.class),
        /** It knows more to be stable. */
        STABLE(TraceEvent.Stable.class),
        /** It forgets messages. */
        RELEASED(TraceEvent.Released.class);

        static final List<Step> ALL = List.of(values());
        static final List<Step> OF_CHANGES = List.of(PROMISED, ACCEPTED, DECIDED, CUT, INSTALLED);

        private final Class<? extends TraceEvent> type;

        Step(Class<? extends TraceEvent> type) {
            this.type = type;
        }

        boolean isTaken(TraceEvent event) {
            return event.getClass() == type;
        }
    }
}
