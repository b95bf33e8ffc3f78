/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.mutant;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Runs seeds on one mutant until something is broken. */
final class Hunt {

    /** What came of it. */
    record Result(Mutant mutant, boolean caught, String by, long seeds, String detail) {}

    private final Checkout checkout;
    private final MutantCompiler compiler;
    private final long limit;
    private final BiFunction<Long, Boolean, List<String>> original = new MutantLoader(Map.of()).simulation();

    Hunt(Checkout checkout, MutantCompiler compiler, long limit) {
        this.checkout = checkout;
        this.compiler = compiler;
        this.limit = limit;
    }

    Result run(Mutant mutant) {
        BiFunction<Long, Boolean, List<String>> mutated =
                new MutantLoader(compiler.compile(mutant, checkout.apply(mutant))).simulation();
        for (long seed = 1; seed <= limit; seed++) {
            for (boolean withMessaging : mutant.isInMessagingOnly() ? List.of(true) : List.of(true, false)) {
                List<String> broken = mutated.apply(seed, withMessaging);
                if (!broken.isEmpty()) {
                    requireSound(seed, withMessaging);
                    return new Result(mutant, true, broken.get(0), seed, broken.get(1));
                }
            }
        }
        return new Result(mutant, false, "SURVIVED", limit, "");
    }

    /** A seed on which the original fails, too, proves nothing about the mutant. */
    private void requireSound(long seed, boolean withMessaging) {
        List<String> broken = original.apply(seed, withMessaging);
        if (!broken.isEmpty()) {
            throw new IllegalStateException(
                    "seed " + seed + " fails without any mutant, " + broken.get(0) + ": mend that first");
        }
    }
}
