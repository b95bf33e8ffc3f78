/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Runs many seeds on several threads; each seed on one. Stops taking new ones after a few failures. */
final class SeedRunner {

    private static final int ENOUGH_FAILURES = 5;
    private static final int REPORT_EVERY = 100;

    private final long end;
    private final boolean withMessaging;
    private final int threads;
    private final PrintStream progress;
    private final AtomicLong next;
    private final SimTotals totals = new SimTotals();
    private final long startNs = System.nanoTime();

    SeedRunner(long from, int seeds, boolean withMessaging, int threads, PrintStream progress) {
        this.end = from + seeds;
        this.withMessaging = withMessaging;
        this.threads = threads;
        this.progress = progress;
        next = new AtomicLong(from);
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
        return totals;
    }

    private void work() {
        for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
            if (totals.failures().size() >= ENOUGH_FAILURES) {
                return;
            }
            totals.add(simulate(seed));
            int done = totals.seeds();
            if (done % REPORT_EVERY == 0) {
                progress.printf("sim: %d seeds in %d s%n", done, (System.nanoTime() - startNs) / 1_000_000_000L);
            }
        }
    }

    /** A seed that throws is a failed seed and not the end of all others. */
    private SimResult simulate(long seed) {
        try {
            return new Simulation(seed, withMessaging, false, line -> {}).run();
        } catch (RuntimeException | Error e) {
            return SimResult.broken(seed, e);
        }
    }

    private static void join(Thread worker) {
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
