/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.check.TraceEvent;

/**
 * A planted defect: one message that is delivered, not to its sender, in a view that took some changes to get to, is
 * damaged on its way to the checker. Whoever runs with it and sees no failure has a simulator that cannot fail.
 */
final class Canary {

    private static final long LEAST_VIEW = 3;

    private long highest;
    private boolean done;

    /** Returns the event, or a damaged one. */
    TraceEvent pass(TraceEvent event) {
        if (event instanceof TraceEvent.Installed installed) {
            highest = Math.max(highest, installed.view().id().counter());
        }
        boolean suits = !done
                && highest >= LEAST_VIEW
                && event instanceof TraceEvent.Delivered delivered
                && !delivered.message().sender().equals(delivered.who().incarnation());
        if (!suits) {
            return event;
        }
        done = true;
        return damaged((TraceEvent.Delivered) event);
    }

    private static TraceEvent damaged(TraceEvent.Delivered event) {
        return new TraceEvent.Delivered(
                event.atNs(),
                event.who(),
                event.message(),
                event.topic(),
                event.order(),
                event.orderIndex(),
                event.change(),
                event.groupSequence(),
                event.toUser(),
                event.transitional(),
                event.payloadHash() ^ 1);
    }
}
