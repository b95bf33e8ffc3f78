/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.wire;

import io.viewbus.Order;
import org.jspecify.annotations.Nullable;

/**
 * How the order of a topic is written on the wire. Codes are compared, so they say something: above {@link #FIFO} a message has
 * a place in the total order, also a {@link #CAUSAL} one (VS-105); from {@link #QUORUM} on it must be covered before it is
 * delivered.
 */
public final class OrderCode {

    /** No order is named; frames that are not numbered have none. */
    public static final int NONE = 0;

    /** The code of {@link Order#FIFO}. */
    public static final int FIFO = 1;

    /** The code of {@link Order#TOTAL}. */
    public static final int TOTAL = 2;

    /** The code of {@link Order#CAUSAL}. */
    public static final int CAUSAL = 3;

    /** The code of {@link Order#QUORUM}. */
    public static final int QUORUM = 4;

    /** The code of {@link Order#SAFE}. */
    public static final int SAFE = 5;

    private static final @Nullable Order[] BY_CODE = {
        null, Order.FIFO, Order.TOTAL, Order.CAUSAL, Order.QUORUM, Order.SAFE
    };

    private OrderCode() {}

    /**
     * Returns the code of an order.
     *
     * @param order the order, null for none
     * @return its code
     */
    public static int of(@Nullable Order order) {
        if (order == null) {
            return NONE;
        }
        return switch (order) {
            case FIFO -> FIFO;
            case CAUSAL -> CAUSAL;
            case TOTAL -> TOTAL;
            case QUORUM -> QUORUM;
            case SAFE -> SAFE;
        };
    }

    /**
     * Finds the order of a code.
     *
     * @param code what came from the wire
     * @return the order, or null if there is none
     */
    public static @Nullable Order orderOf(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /**
     * Tells whether messages of an order have places in the total order.
     *
     * @param code the code of the order
     * @return true for all but FIFO
     */
    public static boolean isTotal(int code) {
        return code > FIFO;
    }

    /**
     * Tells whether messages of an order wait until enough members hold them.
     *
     * @param code the code of the order
     * @return true for QUORUM and SAFE
     */
    public static boolean needsCover(int code) {
        return code >= QUORUM;
    }
}
