/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.recorded;

import io.viewbus.testkit.check.TraceEvent;

/** Counts events. */
final class Tally {

    private long events;
    private long lastNs;
    private long sent;
    private long delivered;

    void count(TraceEvent event) {
        events++;
        lastNs = Math.max(lastNs, event.atNs());
        if (event instanceof TraceEvent.Sent) {
            sent++;
        } else if (event instanceof TraceEvent.Delivered) {
            delivered++;
        }
    }

    long events() {
        return events;
    }

    /** Returns when the last event was. */
    long lastNs() {
        return lastNs;
    }

    long sent() {
        return sent;
    }

    long delivered() {
        return delivered;
    }
}
