/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.check.Statements;
import io.viewbus.testkit.check.Violation;
import java.io.PrintStream;
import java.util.List;

/** Tells what was broken, and with which command each run is shown again. */
final class FailureReport {

    private static final long SHRINKING_NS = 60_000_000_000L;
    private static final int MOST_LINES = 10;

    private final List<SimResult> failures;
    private final boolean shrink;
    private final boolean drawn;
    private final PrintStream out;
    private final PrintStream progress;

    /**
     * Makes a report.
     *
     * @param failures the runs that failed, at least one
     * @param shrink whether to look for a smaller run
     * @param drawn whether the run was drawn: then who reads has the command already
     * @param out where the report goes
     * @param progress where it says what takes so long
     */
    FailureReport(List<SimResult> failures, boolean shrink, boolean drawn, PrintStream out, PrintStream progress) {
        this.failures = failures;
        this.shrink = shrink;
        this.drawn = drawn;
        this.out = out;
        this.progress = progress;
    }

    void print() {
        SimResult first = failures.get(0);
        print(first);
        failures.stream()
                .skip(1)
                .forEach(failed ->
                        out.println("also failed: seed " + failed.spec().seed() + " ("
                                + failed.violations().get(0).number() + "): "
                                + failed.spec().command()));
        SimResult smallest =
                shrink ? new Shrinker(first, SeedRunner::simulate, SHRINKING_NS, progress).shrink() : first;
        if (!drawn) {
            out.println("replay: " + smallest.spec().command());
        }
    }

    private void print(SimResult failed) {
        Violation broken = failed.violations().get(0);
        out.println("sim FAILED: seed " + failed.spec().seed());
        failed.violations().stream()
                .limit(drawn ? failed.violations().size() : MOST_LINES)
                .forEach(violation -> DiagramPage.wrapped("  " + violation).forEach(out::println));
        DiagramPage.wrapped(broken.number() + " says: " + Statements.of(broken.number()))
                .forEach(out::println);
    }
}
