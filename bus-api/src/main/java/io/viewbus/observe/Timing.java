/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.observe;

import java.util.Locale;

/**
 * What is timed again and again. Of each there are a sum and a number among the {@linkplain Counter counters}, and how the times are
 * {@linkplain Spread spread}.
 *
 * @since 0.1
 */
public enum Timing {
    /** From sending an own message to its delivery here. */
    DELIVERY(
            Counter.DELIVERY_SUM_NS,
            Counter.DELIVERY_SAMPLES,
            "time from sending an own message to its delivery here, one timed at a time"),
    /** From sending an own message until all members have it. */
    STABLE(
            Counter.STABLE_SUM_NS,
            Counter.STABLE_SAMPLES,
            "time from sending an own message until all members have it, one timed at a time");

    /** After those of the counters. */
    private static final int FIRST_TYPE_ID = 4800;

    private static final int TYPE_IDS = 100;

    private final Counter sum;
    private final Counter samples;
    private final String help;

    Timing(Counter sum, Counter samples, String help) {
        this.sum = sum;
        this.samples = samples;
        this.help = help;
    }

    /**
     * Returns the sum of all times.
     *
     * @return the counter, in nanoseconds
     */
    public Counter sum() {
        return sum;
    }

    /**
     * Returns how often it was timed.
     *
     * @return the counter
     */
    public Counter samples() {
        return samples;
    }

    /**
     * Returns what it means.
     *
     * @return a phrase in English
     */
    public String help() {
        return help;
    }

    /**
     * Returns its name for programs, in lower case. Stable over versions.
     *
     * @return the key
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns by which type id a part of its spread is found in a counters file. Stable over versions.
     *
     * @param bucket the number of the bucket, less than {@link Spread#BUCKETS}
     * @return the type id
     */
    @SuppressWarnings("EnumOrdinal") // Within an enum whose constants keep their places.
    public int typeId(int bucket) {
        return FIRST_TYPE_ID + ordinal() * TYPE_IDS + bucket;
    }
}
