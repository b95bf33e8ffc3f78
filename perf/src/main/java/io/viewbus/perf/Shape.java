/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.member.MemberTask;
import io.viewbus.perf.member.Scenario;
import io.viewbus.perf.member.WarmUp;
import java.time.Duration;

/**
 * What is the same for all jobs of a run.
 *
 * @param scenario what is measured
 * @param topics over how many topics Viewbus spreads its messages
 * @param rate messages a second of each member; 0 for as many as are taken
 * @param slowRate messages a second that a slow subscriber takes
 * @param warmup how long members send before it counts
 * @param duration how long it counts
 */
record Shape(Scenario scenario, int topics, int rate, int slowRate, Duration warmup, Duration duration) {

    /** The same for a short try, which warms nothing up if the run does not. */
    Shape shortened() {
        Duration tried = Duration.ofSeconds(1);
        return new Shape(scenario, topics, rate, slowRate, warmup.compareTo(tried) < 0 ? warmup : tried, tried);
    }

    /** The same as fast as it is taken, with nobody coming or going. */
    Shape saturated() {
        return new Shape(Scenario.THROUGHPUT, topics, 0, 0, warmup, duration);
    }

    Shape withRate(int other) {
        return new Shape(scenario, topics, other, slowRate, warmup, duration);
    }

    /** The task of one member; the slow subscriber is that of the last. */
    MemberTask task(Job job, Variant variant, MemberTask.Place place, int index, int capacity) {
        return new MemberTask(
                scenario,
                place,
                index,
                job.members(),
                capacity,
                variant.lanes(),
                job.size(),
                job.order(),
                variant.name(),
                rate,
                index == job.members() - 1 ? slowRate : 0,
                warmup,
                duration);
    }

    /** How long a member may send before its compilers are quiet and the others' too. */
    Duration longestWarmup() {
        return warmup.multipliedBy(WarmUp.MOST);
    }
}
