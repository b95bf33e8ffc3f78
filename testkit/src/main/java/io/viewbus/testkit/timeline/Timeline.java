/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.timeline;

import io.viewbus.testkit.check.TraceEvent;
import java.util.function.Consumer;

/** Draws runs. */
public final class Timeline {

    private Timeline() {}

    /** A run that can be told more than once: it is not kept, only what is drawn of it. */
    @FunctionalInterface
    public interface Story {

        /**
         * Tells the run from its start to its end, the same each time.
         *
         * @param sink takes the events
         */
        void tell(Consumer<TraceEvent> sink);
    }

    /**
     * Draws a run.
     *
     * @param story the run; told twice
     * @return a page of SVG that needs nothing else, light or dark as its reader wants it
     */
    public static String draw(Story story) {
        Outline outline = new Outline();
        story.tell(event -> event.handTo(outline));
        Closeup closeup = Closeup.of(outline);
        Deliveries deliveries = new Deliveries(outline);
        story.tell(event -> {
            event.handTo(deliveries);
            event.handTo(closeup);
        });
        return new Drawing(outline, deliveries, closeup).page();
    }
}
