/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.Order;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of an order. */
final class OrderConverter implements ITypeConverter<Order> {

    @Override
    public Order convert(String name) {
        return Arrays.stream(Order.values())
                .filter(order -> order.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("there is no order \"" + name + "\", only " + names()));
    }

    private static String names() {
        return Arrays.stream(Order.values())
                .map(order -> order.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" and "));
    }
}
