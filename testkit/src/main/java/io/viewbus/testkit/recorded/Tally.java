/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.recorded;

import io.viewbus.testkit.check.TraceEvent;

/** Counts events. */
final class Tally {

    private long events;
    private long sent;
    private long delivered;

    void count(TraceEvent event) {
        events++;
        if (event instanceof TraceEvent.Sent) {
            sent++;
        } else if (event instanceof TraceEvent.Delivered) {
            delivered++;
        }
    }

    long events() {
        return events;
    }

    long sent() {
        return sent;
    }

    long delivered() {
        return delivered;
    }
}
