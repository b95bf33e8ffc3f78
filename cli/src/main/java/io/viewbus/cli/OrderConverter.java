/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.Order;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of an order. */
final class OrderConverter implements ITypeConverter<Order> {

    /** All names, for people; a test compares them. */
    static final String NAMES = "fifo, causal, total, quorum or safe";

    @Override
    public Order convert(String name) {
        return Arrays.stream(Order.values())
                .filter(order -> order.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("there is no order \"" + name + "\", only " + NAMES));
    }
}
