/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the rate that is half of what members can do, by a throughput round with as many of them as there are at most at the same time:
 * where a guest joins, what the others can without it would be more than what all of them can.
 */
final class HalfRate {

    private final Measurement saturation;
    private final ChangePlan plan;
    private final PrintWriter progress;
    private final Map<Job, Share> shares = new HashMap<>();

    /**
     * What each member of a job sends.
     *
     * @param senders how many members share the load; a guest only listens
     * @param saturated how many members were measured at saturation
     * @param delivered how many messages a second each of these delivered, which is what all of them together sent
     */
    record Share(int senders, int saturated, double delivered) {

        /** How many messages a second a member sends, so that all senders together send half of what was delivered. */
        int rate() {
            return Math.max(1, (int) (delivered / 2 / senders));
        }

        /** Says what it is, for people. */
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "each of %d members sends %,d msg/s, all together half of the %,.0f msg/s that each of %d delivered at saturation",
                    senders,
                    rate(),
                    delivered,
                    saturated);
        }
    }

    /**
     * Prepares it.
     *
     * @param saturation measures throughput
     * @param plan says how many members there are at most
     * @param progress where it is said what was found
     */
    HalfRate(Measurement saturation, ChangePlan plan, PrintWriter progress) {
        this.saturation = saturation;
        this.plan = plan;
        this.progress = progress;
    }

    /** Measures at the first call for a job, and returns the same after that: all rounds have one rate. */
    Share of(Job job, Variant variant) throws InterruptedException {
        Share known = shares.get(job);
        if (known != null) {
            return known;
        }
        int most = plan.most(job.members());
        double delivered =
                saturation.play(job.withMembers(most), variant).figures().getOrDefault(LoadFigures.DELIVERED, 0.0);
        Share share = new Share(job.members(), most, delivered);
        shares.put(job, share);
        progress.print(share + "; ");
        progress.flush();
        return share;
    }
}
