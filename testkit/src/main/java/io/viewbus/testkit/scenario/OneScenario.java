/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import java.util.List;
import java.util.function.Function;

/**
 * Runs one scenario and says what went wrong, in types that every class loader knows: the scenario of a mutant is loaded apart from
 * the program that runs it.
 */
public final class OneScenario implements Function<List<String>, List<String>> {

    /** Makes it; by name, from another class loader. */
    public OneScenario() {}

    /**
     * Runs one scenario.
     *
     * @param text the name of its file, then its lines
     * @return that the scenario failed, and how; empty if it did not
     */
    @Override
    public List<String> apply(List<String> text) {
        String file = text.get(0);
        try {
            Scenario.parse(file, text.subList(1, text.size())).run();
            return List.of();
        } catch (RuntimeException | AssertionError failure) {
            // What a mutant throws is what it is looked for.
            return List.of("scenario " + file.replace(".txt", ""), String.valueOf(failure.getMessage()));
        }
    }
}
