/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.timeline;

import io.viewbus.testkit.check.EventHandler;
import io.viewbus.testkit.check.TraceEvent;

/** How many messages of each sender were delivered where, counted in slices of time that are as wide as a dot. */
final class Deliveries implements EventHandler {

    private final Outline outline;
    private final int[][][] counts;

    Deliveries(Outline outline) {
        this.outline = outline;
        int lanes = outline.lanes().size();
        this.counts = new int[lanes][lanes][Metrics.SLICES];
    }

    /** Returns how many messages of one lane another one delivered in a slice. */
    int count(int lane, int sender, int slice) {
        return counts[lane][sender][slice];
    }

    /** Returns the most that any has. */
    int most() {
        int most = 1;
        for (int[][] lane : counts) {
            for (int[] sender : lane) {
                for (int count : sender) {
                    most = Math.max(most, count);
                }
            }
        }
        return most;
    }

    @Override
    public void on(TraceEvent.Delivered event) {
        int lane = outline.laneOf(event.who().incarnation());
        int sender = outline.laneOf(event.message().sender());
        if (lane >= 0 && sender >= 0) {
            long passed = event.atNs() - outline.firstNs();
            long length = outline.lastNs() - outline.firstNs() + 1;
            counts[lane][sender][(int) (passed * (double) Metrics.SLICES / length)]++;
        }
    }
}
