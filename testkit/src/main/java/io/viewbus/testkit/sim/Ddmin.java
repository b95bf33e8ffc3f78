/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Delta debugging (Zeller and Hildebrandt, 2002): leaves out parts of a list, large ones first, as long as what is left
 * still fails.
 */
final class Ddmin {

    private Ddmin() {}

    /**
     * Returns a part of a list that fails, and mostly does not when any one item is left out.
     *
     * @param <T> of what
     * @param items a list that fails
     * @param fails tells whether a part of it does; when it always says no, the search soon ends
     */
    static <T> List<T> minimize(List<T> items, Predicate<List<T>> fails) {
        if (!items.isEmpty() && fails.test(List.of())) {
            return List.of();
        }
        List<T> left = items;
        int parts = 2;
        while (left.size() >= 2) {
            List<T> smaller = smaller(left, Math.min(parts, left.size()), fails);
            if (smaller.size() < left.size()) {
                parts = Math.max(2, parts - 1);
            } else if (parts >= left.size()) {
                break;
            } else {
                parts *= 2;
            }
            left = smaller;
        }
        return left;
    }

    /** Tries each part alone, then all but each; returns the list itself if neither fails. */
    private static <T> List<T> smaller(List<T> items, int parts, Predicate<List<T>> fails) {
        for (boolean alone : new boolean[] {true, false}) {
            for (int part = 0; part < parts; part++) {
                int from = part * items.size() / parts;
                int to = (part + 1) * items.size() / parts;
                List<T> candidate = new ArrayList<>(alone ? items.subList(from, to) : items.subList(0, from));
                if (!alone) {
                    candidate.addAll(items.subList(to, items.size()));
                }
                if (candidate.size() < items.size() && fails.test(candidate)) {
                    return candidate;
                }
            }
        }
        return items;
    }
}
