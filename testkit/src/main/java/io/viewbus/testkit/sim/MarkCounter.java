/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.check.TraceEvent;
import io.viewbus.testkit.marks.Marks;

/** Counts the marks of runs, and passes on everything else. */
record MarkCounter(RunObserver next, Marks marks) implements RunObserver {

    @Override
    public void onEvent(TraceEvent event) {
        next.onEvent(event);
    }

    @Override
    public void onMark(Enum<?> mark) {
        marks.accept(mark);
    }

    @Override
    public void onHeadline(long atNs, String text) {
        next.onHeadline(atNs, text);
    }

    @Override
    public void onNote(long atNs, String text) {
        next.onNote(atNs, text);
    }
}
