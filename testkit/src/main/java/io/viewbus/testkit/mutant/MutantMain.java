/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.mutant;

import io.viewbus.testkit.mutant.Hunt.Result;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** The option {@code --mutants} of the simulator. */
public final class MutantMain {

    private static final int OK = 0;
    private static final int SURVIVED = 1;
    private static final int USAGE = 2;
    private static final long MOST_SEEDS = 10_000;

    private final PrintStream out;
    private final PrintStream err;
    private long seeds = MOST_SEEDS;
    private int threads = Runtime.getRuntime().availableProcessors();
    private String only = "";
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
            main.parse(new ArrayDeque<>(args));
            return main.report(main.hunt());
        } catch (IllegalArgumentException | IllegalStateException e) {
            err.println("sim: " + e.getMessage());
            return USAGE;
        }
    }

    private void parse(Deque<String> rest) {
        while (!rest.isEmpty()) {
            String option = rest.remove();
            switch (option) {
                case "--only" -> only = word(option, rest);
                case "--seeds" -> seeds = number(option, rest);
                case "--scenarios" -> withScenarios = true;
                case "--threads" -> threads = (int) number(option, rest);
                default ->
                    throw new IllegalArgumentException("with --mutants there is no option " + option
                            + ", only --only, --seeds, --scenarios and --threads");
            }
        }
    }

    private static String word(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.remove();
    }

    private static long number(String option, Deque<String> rest) {
        String text = word(option, rest);
        if (!text.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException(option + " needs a number above 0, not " + text);
        }
        return Long.parseLong(text);
    }

    private List<Result> hunt() {
        Checkout checkout = Checkout.find();
        List<Mutant> mutants =
                checkout.mutants().stream().filter(this::isWanted).toList();
        if (mutants.isEmpty()) {
            throw new IllegalArgumentException("there is no mutant " + only);
        }
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

    private boolean isWanted(Mutant mutant) {
        return Stream.of(only.split(",", -1)).anyMatch(part -> mutant.name().startsWith(part));
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
