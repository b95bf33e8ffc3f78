/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import io.viewbus.Order;

/** How orders are written. The codes are in files: they never change. */
final class OrderCode {

    private OrderCode() {}

    static int of(Order order) {
        return switch (order) {
            case FIFO -> 0;
            case CAUSAL -> 1;
            case TOTAL -> 2;
            case QUORUM -> 3;
            case SAFE -> 4;
        };
    }

    static Order order(int code) {
        return switch (code) {
            case 0 -> Order.FIFO;
            case 1 -> Order.CAUSAL;
            case 2 -> Order.TOTAL;
            case 3 -> Order.QUORUM;
            case 4 -> Order.SAFE;
            default -> throw new IllegalArgumentException("it names order " + code + ", which nobody knows");
        };
    }
}
