/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.check.Violation;
import java.util.List;

/**
 * What became of one seed.
 *
 * @param seed the seed
 * @param violations what was broken, empty if nothing was
 * @param views how many views were installed
 * @param messages how many messages were published
 * @param faults how many faults there were
 * @param coordinatorCrashes how many of them killed the coordinator
 * @param otherCrashes how many killed somebody else
 * @param primaryLost whether no quorum of the last view was left alive, so that liveness could not be asked for
 * @param virtualNs how long the run was in virtual time
 * @param traceHash a hash of all events
 */
record SimResult(
        long seed,
        List<Violation> violations,
        int views,
        long messages,
        int faults,
        int coordinatorCrashes,
        int otherCrashes,
        boolean primaryLost,
        long virtualNs,
        long traceHash) {

    /** Returns the result of a seed that ended with an error of the simulator itself. */
    static SimResult broken(long seed, Throwable error) {
        Violation violation = new Violation("SIM", "the simulator failed", 0, "nobody", error + Stack.of(error));
        return new SimResult(seed, List.of(violation), 0, 0, 0, 0, 0, false, 0, 0);
    }

    boolean isOk() {
        return violations.isEmpty();
    }
}
