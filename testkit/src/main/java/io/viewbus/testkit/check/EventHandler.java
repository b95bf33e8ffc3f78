/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

/** Takes events by kind. All methods do nothing by default. */
public interface EventHandler {

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.Joining event) {}

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.Leaving event) {}

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.Crashed event) {}

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.Suspected event) {}

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.Promised event) {}

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.Wedged event) {}

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.Accepted event) {}

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.Decided event) {}

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.Installed event) {}

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.PrimaryStateChanged event) {}

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.Excluded event) {}

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.Left event) {}

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.Cut event) {}

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.Sent event) {}

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.OfferRefused event) {}

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.Delivered event) {}

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.Ordered event) {}

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.TopicView event) {}

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.TopicTable event) {}

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.Received event) {}

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.Stable event) {}

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.Released event) {}

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.Resumed event) {}

    /**
     * Takes an event of this kind.
     *
     * @param event the event
     */
    default void on(TraceEvent.Unrecorded event) {}
}
