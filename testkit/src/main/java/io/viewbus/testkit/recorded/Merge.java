/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.recorded;

import io.viewbus.testkit.check.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes one sequence of the events of several members: by their clocks, but nothing comes before what it follows from, as far as
 * that is recorded. So it does not matter that clocks differ a little.
 */
final class Merge {

    /** Clocks that differ by more than this are believed. */
    private static final long MOST_SKEW_NS = 2_000_000_000L;

    private final List<MemberTrace> traces;
    private final Causes causes;

    Merge(List<MemberTrace> traces) {
        this.traces = new ArrayList<>(traces);
        this.causes = new Causes(traces);
    }

    /** Hands over everything. */
    void to(Consumer<TraceEvent> sink) {
        for (MemberTrace next = next(); next != null; next = next()) {
            TraceEvent event = next.peek();
            if (event == null) {
                throw new IllegalStateException("a trace without an event was chosen");
            }
            next.remove();
            causes.add(event);
            sink.accept(event);
        }
    }

    /** The earliest that waits for nothing; the earliest of all if each waits for another. */
    private @Nullable MemberTrace next() {
        MemberTrace earliest = null;
        MemberTrace earliestReady = null;
        for (MemberTrace trace : traces) {
            TraceEvent event = trace.peek();
            if (event != null && isEarlier(trace, earliest)) {
                earliest = trace;
            }
            if (event != null && isEarlier(trace, earliestReady) && causes.arePast(event)) {
                earliestReady = trace;
            }
        }
        boolean waitsTooLong =
                earliest != null && earliestReady != null && timeOf(earliestReady) - timeOf(earliest) > MOST_SKEW_NS;
        return earliestReady == null || waitsTooLong ? earliest : earliestReady;
    }

    private static boolean isEarlier(MemberTrace trace, @Nullable MemberTrace than) {
        return than == null || timeOf(trace) < timeOf(than);
    }

    private static long timeOf(MemberTrace trace) {
        TraceEvent event = trace.peek();
        return event == null ? Long.MAX_VALUE : event.atNs();
    }
}
