/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps a name that was excluded again and again waiting before it may come back, longer each time, so that one flapping
 * member does not make everybody change views all the time (VS-81). Whoever leaves as it wants is not counted.
 * Bounded: remembers the {@value #MAX_NAMES} names excluded last.
 */
final class Hysteresis {

    private static final int MAX_NAMES = 128;
    /** How many exclusions within the memory cost nothing: restarts after crashes should be quick. */
    private static final int FREE = 3;

    private static final long SECOND = 1_000_000_000L;
    private static final long FIRST_NS = 2 * SECOND;
    private static final long LONGEST_NS = 60 * SECOND;
    /** After so much time without an exclusion a name starts afresh. */
    private static final long MEMORY_NS = 60 * SECOND;

    private final Map<String, History> records = new LinkedHashMap<>();

    private static final class History {
        int exclusions;
        long lastNs;
    }

    void onExcluded(String name, long nowNs) {
        History record = records.remove(name);
        if (record == null || nowNs - record.lastNs > MEMORY_NS) {
            record = new History();
        }
        record.exclusions++;
        record.lastNs = nowNs;
        records.put(name, record);
        if (records.size() > MAX_NAMES) {
            records.remove(records.keySet().iterator().next());
        }
    }

    /** Returns whether a name has to wait. */
    boolean isHeld(String name, long nowNs) {
        History record = records.get(name);
        return record != null && nowNs - record.lastNs < holdNs(record.exclusions);
    }

    private static long holdNs(int exclusions) {
        int doublings = exclusions - FREE - 1;
        return doublings < 0 ? 0 : Math.min(LONGEST_NS, FIRST_NS << Math.min(doublings, 10));
    }
}
