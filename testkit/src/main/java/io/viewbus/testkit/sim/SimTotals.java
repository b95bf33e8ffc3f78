/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Sums over seeds. */
final class SimTotals {

    private int seeds;
    private long views;
    private long messages;
    private long faults;
    private int withCoordinatorCrash;
    private int withOtherCrash;
    private int primaryLost;
    private final List<SimResult> failures = new ArrayList<>();

    synchronized void add(SimResult result) {
        seeds++;
        views += result.views();
        messages += result.messages();
        faults += result.faults();
        withCoordinatorCrash += result.coordinatorCrashes() > 0 ? 1 : 0;
        withOtherCrash += result.otherCrashes() > 0 ? 1 : 0;
        primaryLost += result.primaryLost() ? 1 : 0;
        if (!result.isOk()) {
            failures.add(result);
            failures.sort(Comparator.comparingLong(SimResult::seed));
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

    /** Returns what no guarantee speaks about, for those who tune the faults. */
    synchronized String details() {
        return "coordinator crashed in " + withCoordinatorCrash + " seeds, others in " + withOtherCrash
                + ", primary lost in " + primaryLost;
    }

    @Override
    public synchronized String toString() {
        int violations =
                failures.stream().mapToInt(failed -> failed.violations().size()).sum();
        return seeds + " seeds, " + views + " views, " + messages + " messages, " + faults + " faults, " + violations
                + " violations";
    }
}
