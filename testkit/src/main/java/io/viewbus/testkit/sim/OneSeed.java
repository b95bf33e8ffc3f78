/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.check.Violation;
import java.util.List;
import java.util.function.Function;

/**
 * Runs one seed and says what was broken first, in types that every class loader knows: the simulation of a mutant is loaded
 * apart from the one that runs it.
 */
public final class OneSeed implements Function<List<String>, List<String>> {

    private static final String THREW = "threw ";

    /** Makes it; by name, from another class loader. */
    public OneSeed() {}

    /**
     * Runs one seed.
     *
     * @param words what the command line would say: {@code --seed}, and more
     * @return what was broken and how; empty if nothing was
     */
    @Override
    public List<String> apply(List<String> words) {
        RunSpec spec = SimOptions.parse(words.toArray(new String[0])).spec();
        SimResult result = SeedRunner.simulate(spec);
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
