/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import java.util.Set;

/** A number to compare with: exactly so many, or at least, or at most. */
record Amount(String relation, int number) {

    private static final Set<String> RELATIONS = Set.of("<=", ">=");
    static final Amount ANY = new Amount(">=", 1);

    static Amount take(Words words) {
        String relation = RELATIONS.contains(words.peek()) ? words.take("a relation") : "=";
        return new Amount(relation, words.number());
    }

    /** Takes an amount if there is one, else it is "some". */
    static Amount takeIfAny(Words words) {
        if (words.takeIf("no")) {
            return new Amount("=", 0);
        }
        return words.peek().matches("[<>]=|\\d+") ? take(words) : ANY;
    }

    boolean fits(long actual) {
        return switch (relation) {
            case "<=" -> actual <= number;
            case ">=" -> actual >= number;
            default -> actual == number;
        };
    }
}
