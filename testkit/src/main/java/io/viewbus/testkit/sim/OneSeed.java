/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.check.Violation;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Runs one seed and says what was broken first, in types that every class loader knows: the simulation of a mutant is loaded
 * apart from the one that runs it.
 */
public final class OneSeed implements BiFunction<Long, Boolean, List<String>> {

    private static final String THREW = "threw ";

    /** Makes it; by name, from another class loader. */
    public OneSeed() {}

    /**
     * Runs one seed.
     *
     * @param seed the seed
     * @param withMessaging whether members run messaging, or membership alone
     * @return what was broken and how; empty if nothing was
     */
    @Override
    public List<String> apply(Long seed, Boolean withMessaging) {
        RunSpec spec = RunSpec.of(seed);
        SimResult result = SeedRunner.simulate(withMessaging ? spec : spec.membershipAlone());
        return result.isOk() ? List.of() : describe(result.violations().get(0));
    }

    /** What the core noticed by itself is not what the property noticed under whose number it is reported. */
    private static List<String> describe(Violation first) {
        int threw = first.detail().indexOf(THREW);
        String where = first.detail();
        return threw < 0
                ? List.of(first.number() + " " + first.name(), where)
                : List.of("core " + firstLine(where.substring(threw + THREW.length())), where);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text).replaceFirst("^java\\.lang\\.", "");
    }
}
