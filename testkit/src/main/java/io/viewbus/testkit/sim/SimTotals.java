/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Sums over seeds. */
final class SimTotals {

    private int seeds;
    private long views;
    private long messages;
    private long events;
    private long faults;
    private long virtualNs;
    private long cpuNs;
    private int withCoordinatorCrash;
    private int withOtherCrash;
    private int primaryLost;
    private final TreeSet<String> crashPoints = new TreeSet<>();
    private final List<SimResult> failures = new ArrayList<>();

    /** Adds a run and the time that its thread took for it. */
    synchronized void add(SimResult result, long tookNs) {
        seeds++;
        views += result.views();
        messages += result.messages();
        events += result.events();
        faults += result.struck().size();
        virtualNs += result.virtualNs();
        cpuNs += tookNs;
        withCoordinatorCrash += result.coordinatorCrashes() > 0 ? 1 : 0;
        withOtherCrash += result.otherCrashes() > 0 ? 1 : 0;
        primaryLost += result.primaryLost() ? 1 : 0;
        crashPoints.addAll(result.crashPoints());
        if (!result.isOk()) {
            failures.add(result);
            failures.sort(Comparator.comparingLong(failed -> failed.spec().seed()));
        }
    }

    synchronized int seeds() {
        return seeds;
    }

    synchronized boolean isOk() {
        return failures.isEmpty();
    }

    synchronized List<SimResult> failures() {
        return List.copyOf(failures);
    }

    synchronized int violations() {
        return failures.stream().mapToInt(failed -> failed.violations().size()).sum();
    }

    /** Returns what no guarantee speaks about, for those who tune the faults. */
    synchronized String details() {
        return "coordinator crashed in " + withCoordinatorCrash + " seeds, others in " + withOtherCrash
                + ", primary lost in " + primaryLost + "; " + crashPoints.size() + " different crash points";
    }

    /** Returns how fast it was. */
    synchronized String speed() {
        double seconds = virtualNs / 1e9;
        return String.format(
                Locale.ROOT,
                "%.0f virtual seconds, %.0f per CPU second; %.0f events per virtual second",
                seconds,
                virtualNs / (double) Math.max(1, cpuNs),
                events / Math.max(1, seconds));
    }

    @Override
    public synchronized String toString() {
        return seeds + " seeds, " + views + " views, " + messages + " messages, " + faults + " faults, " + violations()
                + " violations";
    }
}
