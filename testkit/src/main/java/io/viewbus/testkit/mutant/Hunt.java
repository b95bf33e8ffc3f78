/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.mutant;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Runs seeds on one mutant until something is broken. */
final class Hunt {

    /** What came of it. */
    record Result(Mutant mutant, boolean caught, String by, long seeds, String detail) {}

    private final Checkout checkout;
    private final MutantCompiler compiler;
    private final long limit;
    private final Function<List<String>, List<String>> original = new MutantLoader(Map.of()).simulation();

    Hunt(Checkout checkout, MutantCompiler compiler, long limit) {
        this.checkout = checkout;
        this.compiler = compiler;
        this.limit = limit;
    }

    Result run(Mutant mutant) {
        Function<List<String>, List<String>> mutated =
                new MutantLoader(compiler.compile(mutant, checkout.apply(mutant))).simulation();
        for (long seed = 1; seed <= limit; seed++) {
            for (boolean withMessaging : mutant.isInMessagingOnly() ? List.of(true) : List.of(true, false)) {
                List<String> words = words(mutant, seed, withMessaging);
                List<String> broken = mutated.apply(words);
                if (!broken.isEmpty()) {
                    requireSound(words);
                    return new Result(mutant, true, broken.get(0), seed, broken.get(1));
                }
            }
        }
        return new Result(mutant, false, "SURVIVED", limit, "");
    }

    /** A seed on which the original fails, too, proves nothing about the mutant. */
    private void requireSound(List<String> words) {
        List<String> broken = original.apply(words);
        if (!broken.isEmpty()) {
            throw new IllegalStateException("bin/sim " + String.join(" ", words) + " fails without any mutant, "
                    + broken.get(0) + ": mend that first");
        }
    }

    private static List<String> words(Mutant mutant, long seed, boolean withMessaging) {
        Stream<String> common = Stream.of("--seed", String.valueOf(seed), "--policy", mutant.policy());
        return Stream.concat(common, withMessaging ? Stream.of() : Stream.of("--membership"))
                .toList();
    }
}
