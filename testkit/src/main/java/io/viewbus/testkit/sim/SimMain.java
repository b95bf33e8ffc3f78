/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.check.TraceEvent;
import io.viewbus.testkit.marks.Marks;
import io.viewbus.testkit.mutant.MutantMain;
import java.io.PrintStream;
import java.util.List;

/** Entry point of the simulator. */
public final class SimMain {

    private static final int OK = 0;
    private static final int VIOLATED = 1;
    private static final int USAGE = 2;

    private final SimOptions options;
    private final PrintStream out;
    private final PrintStream err;
    private final Marks marks = new Marks();

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
        List<String> words = List.of(args);
        if (words.isEmpty() || words.contains("--help") || words.contains("-h")) {
            out.print(SimOptions.HELP);
            return OK;
        }
        List<String> rest = words.subList(1, words.size());
        return switch (words.get(0)) {
            case "--mutants" -> MutantMain.run(rest, out, err);
            case "--scale" -> ScaleMain.run(rest, out, err);
            case "--campaign" -> CampaignMain.run(rest, out, err);
            default -> runSeeds(args, out, err);
        };
    }

    private static int runSeeds(String[] args, PrintStream out, PrintStream err) {
        SimOptions options;
        try {
            options = SimOptions.parse(args);
        } catch (IllegalArgumentException e) {
            err.println("sim: " + e.getMessage() + "; see bin/sim --help");
            return USAGE;
        }
        SimMain main = new SimMain(options, out, err);
        return options.mode() == SimOptions.Mode.ONE ? main.runOne() : main.runMany();
    }

    private int runOne() {
        SpaceTimeDiagram diagram = new SpaceTimeDiagram();
        SimTotals totals = new SimTotals();
        long beforeNs = SeedRunner.cpuNs();
        SimResult result = new Simulation(options.spec(), observer(diagram)).run();
        totals.add(result, SeedRunner.cpuNs() - beforeNs);
        err.println("sim: " + totals.speed());
        if (options.trace()) {
            diagram.lines(result.endNs()).forEach(out::println);
        }
        return report(totals);
    }

    private RunObserver observer(SpaceTimeDiagram diagram) {
        RunObserver shown =
                options.events() ? new EventPrinter(diagram, err) : options.trace() ? diagram : RunObserver.NONE;
        return counting(shown);
    }

    private RunObserver counting(RunObserver shown) {
        return options.marks() ? new MarkCounter(shown, marks) : shown;
    }

    private int runMany() {
        RunObserver observer = counting(RunObserver.NONE);
        return report(new SeedRunner(options.spec(), options.seeds(), options.threads(), err, observer).run());
    }

    private int report(SimTotals totals) {
        out.println("sim: core " + CoreHash.compute());
        if (options.marks()) {
            marks.report().forEach(out::println);
        }
        if (totals.isOk()) {
            out.println("sim ok: " + totals);
            return OK;
        }
        boolean shrink = options.shrink() && !options.trace();
        new FailureReport(totals.failures(), shrink, options.trace(), out, err).print();
        return VIOLATED;
    }

    /** Prints all events besides drawing them. */
    private record EventPrinter(SpaceTimeDiagram diagram, PrintStream err) implements RunObserver {
        @Override
        public void onEvent(TraceEvent event) {
            diagram.onEvent(event);
            err.println(event);
        }

        @Override
        public void onHeadline(long atNs, String text) {
            diagram.onHeadline(atNs, text);
            onNote(atNs, text);
        }

        @Override
        public void onNote(long atNs, String text) {
            err.printf("---- %.6f s: %s%n", atNs / 1e9, text);
        }
    }
}
