/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how many messages a second a member sends. */
final class RateOption implements ITypeConverter<Integer> {

    private static final int MAX_RATE = 10_000_000;

    @Override
    public Integer convert(String value) {
        return switch (value) {
            case "max" -> 0;
            case "half" -> ViewChangeRound.HALF;
            default -> number(value);
        };
    }

    private static int number(String value) {
        try {
            int rate = Integer.parseInt(value);
            if (rate >= 1 && rate <= MAX_RATE) {
                return rate;
            }
        } catch (NumberFormatException e) {
            // What is wrong is said below.
        }
        throw new TypeConversionException("\"" + value + "\" must be 1 to " + MAX_RATE + ", max or half");
    }
}
