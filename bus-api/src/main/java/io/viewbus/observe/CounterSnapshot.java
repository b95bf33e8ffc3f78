/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.observe;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The values of all counters, read one after the other within microseconds.
 *
 * @param values the value of every counter
 */
public record CounterSnapshot(Map<Counter, Long> values) {

    /** Copies the map, and fills in 0 for what it lacks. */
    public CounterSnapshot {
        EnumMap<Counter, Long> all = new EnumMap<>(Counter.class);
        for (Counter counter : Counter.values()) {
            all.put(counter, values.getOrDefault(counter, 0L));
        }
        values = Collections.unmodifiableMap(all);
    }

    /**
     * Returns one value.
     *
     * @param counter which one
     * @return its value
     */
    public long get(Counter counter) {
        return values.getOrDefault(counter, 0L);
    }
}
