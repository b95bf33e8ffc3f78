/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs many seeds on several threads; each seed on one. Stops taking new ones after a few failures: those that ran are the first
 * ones, without a gap.
 */
final class SeedRunner {

    static final int ENOUGH_FAILURES = 5;
    private static final int REPORT_EVERY = 100;
    /** One of so many seeds is run twice, to see that it is the same run. */
    private static final int AGAIN_EVERY = 100;

    private final RunSpec spec;
    private final int seeds;
    private final int threads;
    private final PrintStream progress;
    private final RunObserver observer;
    private final AtomicLong taken = new AtomicLong();
    private final SimTotals totals = new SimTotals();
    private final long startNs = System.nanoTime();

    /**
     * Makes a runner.
     *
     * @param spec the first run; the others differ in their seeds
     * @param seeds how many
     * @param threads on how many threads
     * @param progress where to report how far it is
     * @param observer watches all runs, on all threads
     */
    SeedRunner(RunSpec spec, int seeds, int threads, PrintStream progress, RunObserver observer) {
        this.spec = spec;
        this.seeds = seeds;
        this.threads = threads;
        this.progress = progress;
        this.observer = observer;
    }

    /** Refuses seeds that would go on behind the greatest number there is. */
    static void requireCountable(long from, long seeds) {
        long most = Long.MAX_VALUE - seeds;
        if (from > most) {
            throw new IllegalArgumentException(
                    "--from must be at most " + most + " with " + seeds + " seeds, not " + from);
        }
    }

    SimTotals run() {
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(this::work, "sim-" + i);
            worker.start();
            workers.add(worker);
        }
        for (Thread worker : workers) {
            join(worker);
        }
        progress.println("sim: " + totals.details());
        progress.println("sim: " + totals.speed());
        return totals;
    }

    private void work() {
        while (totals.failures().size() < ENOUGH_FAILURES) {
            long index = taken.getAndIncrement();
            if (index >= seeds) {
                return;
            }
            long beforeNs = cpuNs();
            SimResult result = verified(spec.withSeed(spec.seed() + index));
            totals.add(result, cpuNs() - beforeNs);
            int done = totals.seeds();
            if (done % REPORT_EVERY == 0) {
                progress.printf("sim: %d seeds in %d s%n", done, (System.nanoTime() - startNs) / 1_000_000_000L);
            }
        }
    }

    /** Runs a seed, and now and then once more: chance must come from nowhere else. */
    private SimResult verified(RunSpec run) {
        SimResult result = simulate(run, observer);
        if (result.isOk() && Math.floorMod(run.seed(), AGAIN_EVERY) == 0) {
            SimResult again = simulate(run);
            if (again.traceHash() != result.traceHash()) {
                return SimResult.broken(run, new AssertionError("two runs of this seed differ"));
            }
        }
        return result;
    }

    /** A seed that throws is a failed seed and not the end of all others. */
    static SimResult simulate(RunSpec run) {
        return simulate(run, RunObserver.NONE);
    }

    private static SimResult simulate(RunSpec run, RunObserver observer) {
        try {
            return new Simulation(run, observer).run();
        } catch (RuntimeException | Error e) {
            return SimResult.broken(run, e);
        }
    }

    static long cpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void join(Thread worker) {
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
