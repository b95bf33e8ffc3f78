/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.mutant;

import io.viewbus.testkit.args.CommandLine;
import io.viewbus.testkit.mutant.Hunt.Result;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The option {@code --mutants} of the simulator. */
public final class MutantMain {

    private static final int OK = 0;
    private static final int SURVIVED = 1;
    private static final int USAGE = 2;
    private static final long MOST_SEEDS = 10_000;
    private static final long SEEDS_LIMIT = 10_000_000;

    private final PrintStream out;
    private final PrintStream err;
    private long seeds = MOST_SEEDS;
    private int threads = Runtime.getRuntime().availableProcessors();
    private List<String> only = List.of();
    private boolean withScenarios;

    private MutantMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Hunts mutants.
     *
     * @param args what follows {@code --mutants}
     * @param out where the table goes
     * @param err where mistakes in the arguments and in mutants go
     * @return 0 if all were caught, 1 if not, 2 if the arguments or the mutants make no sense
     */
    public static int run(List<String> args, PrintStream out, PrintStream err) {
        MutantMain main = new MutantMain(out, err);
        try {
            main.parse(new CommandLine(args));
            return main.report(main.hunt());
        } catch (IllegalArgumentException | IllegalStateException e) {
            err.println("sim: " + e.getMessage());
            return USAGE;
        }
    }

    private void parse(CommandLine line) {
        while (!line.isEmpty()) {
            String option = line.option();
            switch (option) {
                case "--only" ->
                    only = List.of(line.word(option, "the names of mutants").split(",", -1));
                case "--seeds" -> seeds = line.number(option, 1, SEEDS_LIMIT);
                case "--scenarios" -> withScenarios = true;
                case "--threads" -> threads = line.threads(option);
                default ->
                    throw new IllegalArgumentException("with --mutants there is no option " + option
                            + ", only --only, --seeds, --scenarios and --threads");
            }
        }
    }

    private List<Result> hunt() {
        Checkout checkout = Checkout.find();
        List<Mutant> mutants = wanted(checkout.mutants());
        Hunt hunt = new Hunt(checkout, new MutantCompiler(), seeds, withScenarios);
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Result>> results = new ArrayList<>();
            mutants.forEach(mutant -> results.add(workers.submit(() -> hunt.run(mutant))));
            return results.stream().map(this::print).toList();
        } finally {
            workers.shutdownNow();
        }
    }

    /** Returns the mutants that were asked for, all if none was named; each name must be the beginning of one. */
    private List<Mutant> wanted(List<Mutant> all) {
        for (String part : only) {
            if (part.isEmpty() || all.stream().noneMatch(mutant -> mutant.name().startsWith(part))) {
                throw new IllegalArgumentException("there is no mutant " + (part.isEmpty() ? "without a name" : part));
            }
        }
        if (all.isEmpty()) {
            throw new IllegalStateException("there are no mutants in this checkout");
        }
        return all.stream()
                .filter(mutant -> only.isEmpty() || only.stream().anyMatch(mutant.name()::startsWith))
                .toList();
    }

    private Result print(Future<Result> future) {
        try {
            Result result = future.get();
            out.printf("%-34s %-52s %6d%n", result.mutant().name(), shortened(result.by()), result.seeds());
            if (result.caught()) {
                err.println("sim: " + result.mutant().name() + ": "
                        + result.detail().lines().findFirst().orElse(""));
            }
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 52 ? text : text.substring(0, 49) + "...";
    }

    private int report(List<Result> results) {
        List<Long> needed = results.stream()
                .filter(Result::caught)
                .map(Result::seeds)
                .filter(seed -> seed > 0)
                .sorted()
                .toList();
        long caught = results.stream().filter(Result::caught).count();
        boolean all = caught == results.size();
        if (!all) {
            results.stream()
                    .filter(result -> !result.caught())
                    .forEach(result -> out.println("survivor: "
                            + result.mutant().name() + ", " + result.mutant().title() + "; expected "
                            + result.mutant().expected()));
        }
        String median = needed.isEmpty() ? "" : ", median " + needed.get((needed.size() - 1) / 2) + " seeds";
        out.println(
                "mutants " + (all ? "ok" : "survived") + ": " + caught + " of " + results.size() + " caught" + median);
        return all ? OK : SURVIVED;
    }
}
