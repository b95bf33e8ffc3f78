/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.mutant;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Runs seeds on one mutant until something is broken, or scenarios. */
final class Hunt {

    /** What came of it; no seeds if a scenario showed it. */
    record Result(Mutant mutant, boolean caught, String by, long seeds, String detail) {}

    private final Checkout checkout;
    private final MutantCompiler compiler;
    private final long limit;
    private final boolean withScenarios;
    private final MutantLoader original = new MutantLoader(Map.of());

    /**
     * Prepares a hunt.
     *
     * @param limit the most seeds for one mutant
     * @param withScenarios whether all scenarios are run instead of seeds
     */
    Hunt(Checkout checkout, MutantCompiler compiler, long limit, boolean withScenarios) {
        this.checkout = checkout;
        this.compiler = compiler;
        this.limit = limit;
        this.withScenarios = withScenarios;
    }

    Result run(Mutant mutant) {
        MutantLoader mutated = new MutantLoader(compiler.compile(mutant, checkout.apply(mutant)));
        if (withScenarios) {
            return runScenarios(mutant, mutated, "");
        }
        return mutant.scenario().isEmpty()
                ? runSeeds(mutant, mutated.simulation())
                : runScenarios(mutant, mutated, mutant.scenario());
    }

    private Result runScenarios(Mutant mutant, MutantLoader mutated, String beginning) {
        for (List<String> scenario : checkout.scenarios(beginning)) {
            List<String> broken = mutated.scenario().apply(scenario);
            if (!broken.isEmpty()) {
                requireSound("scenario " + scenario.get(0), original.scenario().apply(scenario));
                return new Result(mutant, true, broken.get(0), 0, broken.get(1));
            }
        }
        return new Result(mutant, false, "SURVIVED", 0, "");
    }

    private Result runSeeds(Mutant mutant, Function<List<String>, List<String>> mutated) {
        for (long seed = 1; seed <= limit; seed++) {
            for (boolean withMessaging : mutant.isInMessagingOnly() ? List.of(true) : List.of(true, false)) {
                List<String> words = words(mutant, seed, withMessaging);
                List<String> broken = mutated.apply(words);
                if (!broken.isEmpty()) {
                    requireSound(
                            "bin/sim " + String.join(" ", words),
                            original.simulation().apply(words));
                    return new Result(mutant, true, broken.get(0), seed, broken.get(1));
                }
            }
        }
        return new Result(mutant, false, "SURVIVED", limit, "");
    }

    /** What fails without a mutant, too, proves nothing about it. */
    private static void requireSound(String what, List<String> broken) {
        if (!broken.isEmpty()) {
            throw new IllegalStateException(what + " fails without any mutant, " + broken.get(0) + ": mend that first");
        }
    }

    private static List<String> words(Mutant mutant, long seed, boolean withMessaging) {
        Stream<String> common = Stream.of("--seed", String.valueOf(seed), "--policy", mutant.policy());
        return Stream.concat(common, withMessaging ? Stream.of() : Stream.of("--membership"))
                .toList();
    }
}
