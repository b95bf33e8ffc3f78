/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.check.Violation;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What became of one run.
 *
 * @param spec what was run
 * @param violations what was broken, empty if nothing was
 * @param views how many views were installed
 * @param messages how many messages were published
 * @param events how many events were traced
 * @param struck the numbers of the faults that struck
 * @param crashPoints the places in the core at which somebody died
 * @param coordinatorCrashes how many faults killed the coordinator
 * @param otherCrashes how many killed somebody else
 * @param primaryLost whether no quorum of the last view was left alive, so that liveness could not be asked for
 * @param endNs when it ended
 * @param virtualNs how long the run was in virtual time
 * @param traceHash a hash of all events
 */
record SimResult(
        RunSpec spec,
        List<Violation> violations,
        int views,
        long messages,
        long events,
        List<Integer> struck,
        SortedSet<String> crashPoints,
        int coordinatorCrashes,
        int otherCrashes,
        boolean primaryLost,
        long endNs,
        long virtualNs,
        long traceHash) {

    /** Returns the result of a run that ended with an error of the simulator itself. */
    static SimResult broken(RunSpec spec, Throwable error) {
        Violation violation = new Violation("SIM", "the simulator failed", 0, "nobody", error + Stack.of(error));
        return new SimResult(spec, List.of(violation), 0, 0, 0, List.of(), new TreeSet<>(), 0, 0, false, 0, 0, 0);
    }

    boolean isOk() {
        return violations.isEmpty();
    }
}
