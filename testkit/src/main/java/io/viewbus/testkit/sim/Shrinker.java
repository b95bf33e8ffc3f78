/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;

/** Looks for a smaller run that breaks the same guarantee: fewer faults, fewer members, no messages. */
final class Shrinker {

    private static final int LEAST_MEMBERS = 2;

    private final Function<RunSpec, SimResult> simulator;
    private final long deadlineNs;
    private final PrintStream progress;
    private SimResult smallest;
    private int runs;

    /**
     * Prepares to shrink.
     *
     * @param failed a run that failed
     * @param simulator runs others
     * @param patienceNs how long to look
     * @param progress where to say what comes of it
     */
    Shrinker(SimResult failed, Function<RunSpec, SimResult> simulator, long patienceNs, PrintStream progress) {
        this.smallest = failed;
        this.simulator = simulator;
        this.deadlineNs = System.nanoTime() + patienceNs;
        this.progress = progress;
    }

    SimResult shrink() {
        int faults = smallest.struck().size();
        int members = SimPlan.draw(smallest.spec()).names().size();
        progress.printf(
                "sim: shrinking seed %d, which has %d faults and %d members%n",
                smallest.spec().seed(), faults, members);
        attempt(smallest.spec().withOnly(smallest.struck()));
        dropFaults();
        if (dropMembers(members)) {
            dropFaults();
        }
        attempt(smallest.spec().membershipAlone());
        progress.printf(
                "sim: %d faults and %d members are enough (%d runs)%n",
                smallest.struck().size(), SimPlan.draw(smallest.spec()).names().size(), runs);
        return smallest;
    }

    private void dropFaults() {
        RunSpec spec = smallest.spec();
        Ddmin.minimize(smallest.struck(), (List<Integer> faults) -> attempt(spec.withOnly(faults)));
    }

    private boolean dropMembers(int members) {
        for (int count = LEAST_MEMBERS; count < members; count++) {
            if (attempt(smallest.spec().withMembers(count))) {
                return true;
            }
        }
        return false;
    }

    /** Runs something smaller, and keeps it if it fails in the same way. */
    private boolean attempt(RunSpec spec) {
        if (System.nanoTime() > deadlineNs) {
            return false;
        }
        runs++;
        SimResult result = simulator.apply(spec);
        boolean same = !result.isOk() && number(result).equals(number(smallest));
        if (same) {
            smallest = result;
        }
        return same;
    }

    private static String number(SimResult result) {
        return result.violations().get(0).number();
    }
}
