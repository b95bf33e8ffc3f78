/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.observe;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The values of all counters, read one after the other within microseconds.
 *
 * @param values the value of every counter
 * @param spreads how what is timed is spread
 */
public record CounterSnapshot(Map<Counter, Long> values, Map<Timing, Spread> spreads) {

    /** Copies the maps, and fills in 0 for what they lack. */
    public CounterSnapshot {
        EnumMap<Counter, Long> all = new EnumMap<>(Counter.class);
        for (Counter counter : Counter.values()) {
            all.put(counter, values.getOrDefault(counter, 0L));
        }
        values = Collections.unmodifiableMap(all);
        EnumMap<Timing, Spread> timed = new EnumMap<>(Timing.class);
        for (Timing timing : Timing.values()) {
            timed.put(timing, spreads.getOrDefault(timing, Spread.NONE));
        }
        spreads = Collections.unmodifiableMap(timed);
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

    /**
     * Returns how the times of one thing are spread.
     *
     * @param timing what was timed
     * @return its spread
     */
    public Spread spread(Timing timing) {
        return spreads.getOrDefault(timing, Spread.NONE);
    }
}
