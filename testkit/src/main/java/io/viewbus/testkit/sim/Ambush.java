/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.check.TraceEvent;
import io.viewbus.view.Member;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Waits for a member to take a certain step of a view change and does something to it at this very moment. */
final class Ambush implements Consumer<TraceEvent> {

    private @Nullable Member victim;
    private Step step = Step.PROMISED;
    private int skip;
    private Runnable strike = () -> {};

    /** Arms it; an earlier one that did not strike is forgotten. */
    void arm(Member target, Step at, int skipFirst, Runnable action) {
        victim = target;
        step = at;
        skip = skipFirst;
        strike = action;
    }

    void disarm() {
        victim = null;
    }

    @Override
    public void accept(TraceEvent event) {
        if (victim != null && victim.equals(event.who()) && step.isTaken(event) && skip-- == 0) {
            victim = null;
            strike.run();
        }
    }

    /** The steps of a change at one member. */
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
        INSTALLED(TraceEvent.Installed.class);

        static final List<Step> ALL = List.of(values());

        private final Class<? extends TraceEvent> type;

        Step(Class<? extends TraceEvent> type) {
            this.type = type;
        }

        boolean isTaken(TraceEvent event) {
            return type.isInstance(event);
        }
    }
}
