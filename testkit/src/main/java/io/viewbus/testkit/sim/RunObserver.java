/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.check.TraceEvent;

/** Watches a run for people: what the members trace, and what the simulation does to them. */
interface RunObserver {

    /** Watches nothing. */
    RunObserver NONE = new RunObserver() {};

    /** Takes what a member traced. */
    default void onEvent(TraceEvent event) {}

    /** Takes a place of the protocol that a member came to. */
    default void onMark(Enum<?> mark) {}

    /** Takes what the simulation did that everybody should see: faults. */
    default void onHeadline(long atNs, String text) {
        onNote(atNs, text);
    }

    /** Takes what else it did. */
    default void onNote(long atNs, String text) {}
}
