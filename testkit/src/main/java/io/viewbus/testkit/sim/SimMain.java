/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Entry point of the simulator. */
public final class SimMain {

    private static final int OK = 0;
    private static final int VIOLATED = 1;
    private static final int USAGE = 2;
    private static final int MOST_LINES = 10;

    private final SimOptions options;
    private final PrintStream out;
    private final PrintStream err;

    private SimMain(SimOptions options, PrintStream out, PrintStream err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs seeds and exits with 0 if no guarantee was broken, 1 if one was, 2 if the arguments make no sense.
     *
     * @param args see {@code bin/sim --help}
     */
    public static void main(String[] args) {
        // Nobody configures logging here; its remark about that would be the only thing on standard error.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        SimOptions options;
        try {
            options = SimOptions.parse(args);
        } catch (IllegalArgumentException e) {
            err.println("sim: " + e.getMessage() + "; see bin/sim --help");
            return USAGE;
        }
        if (options.help()) {
            out.print(SimOptions.HELP);
            return OK;
        }
        SimMain main = new SimMain(options, out, err);
        return options.single() ? main.runOne() : main.runMany();
    }

    private int runOne() {
        SimResult result = options.trace()
                ? runTraced()
                : new Simulation(options.from(), options.withMessaging(), false, line -> {}).run();
        SimTotals totals = new SimTotals();
        totals.add(result);
        return report(totals);
    }

    private SimResult runTraced() {
        try (Writer writer = new BufferedWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8))) {
            Consumer<String> lines = line -> {
                try {
                    writer.write(line + System.lineSeparator());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            };
            return new Simulation(options.from(), options.withMessaging(), true, lines).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int runMany() {
        return report(
                new SeedRunner(options.from(), options.seeds(), options.withMessaging(), options.threads(), err).run());
    }

    private int report(SimTotals totals) {
        if (totals.isOk()) {
            out.println("sim ok: " + totals);
            return OK;
        }
        for (SimResult failed : totals.failures()) {
            out.println("sim FAILED: seed " + failed.seed());
            failed.violations().stream().limit(MOST_LINES).forEach(violation -> out.println("  " + violation));
            out.println("  replay: bin/sim --seed " + failed.seed() + " --trace"
                    + (options.withMessaging() ? "" : " --membership"));
        }
        return VIOLATED;
    }
}
