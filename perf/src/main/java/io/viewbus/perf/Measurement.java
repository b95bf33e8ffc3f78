/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.member.Scenario;

/** How a job is measured once. */
interface Measurement {

    /** Returns what it measures. */
    Scenario scenario();

    /**
     * Plays one round of one job.
     *
     * @param job what is measured
     * @param variant in which configuration
     * @return the figures
     * @throws InterruptedException if the thread is interrupted
     */
    Outcome play(Job job, Variant variant) throws InterruptedException;

    /** Returns the value that tells most, for those who watch. */
    String headline(Outcome outcome);
}
