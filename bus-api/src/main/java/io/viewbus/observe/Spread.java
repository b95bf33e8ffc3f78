/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.observe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How times are spread: how many were at most 10, 20, 50, 100 microseconds, and so on up to 10 seconds, and how many were longer. Coarse,
 * but always the same, so that spreads of several members and moments can be added and subtracted.
 *
 * @param counts how many times fell into each bucket and not into the one before
 * @since 0.1
 */
public record Spread(List<Long> counts) {

    private static final long[] UPPER_NS = upperNs();

    /** How many buckets there are. */
    public static final int BUCKETS = UPPER_NS.length + 1;

    /** Nothing was timed. */
    public static final Spread NONE = new Spread(Collections.nCopies(BUCKETS, 0L));

    /** Copies the list, and checks its length. */
    public Spread {
        counts = List.copyOf(counts);
        if (counts.size() != BUCKETS) {
            throw new IllegalArgumentException("a spread has " + BUCKETS + " buckets, not " + counts.size());
        }
    }

    private static long[] upperNs() {
        List<Long> bounds = new ArrayList<>();
        for (long decade = 10_000; decade < 10_000_000_000L; decade *= 10) {
            Collections.addAll(bounds, decade, 2 * decade, 5 * decade);
        }
        bounds.add(10_000_000_000L);
        return bounds.stream().mapToLong(Long::longValue).toArray();
    }

    /**
     * Returns the longest time that falls into a bucket.
     *
     * @param bucket its number
     * @return nanoseconds; {@link Long#MAX_VALUE} for the last
     */
    public static long upperNs(int bucket) {
        return bucket < UPPER_NS.length ? UPPER_NS[bucket] : Long.MAX_VALUE;
    }

    /**
     * Returns into which bucket a time falls.
     *
     * @param ns nanoseconds
     * @return the number of the bucket
     */
    public static int bucketOf(long ns) {
        int bucket = 0;
        while (bucket < UPPER_NS.length && ns > UPPER_NS[bucket]) {
            bucket++;
        }
        return bucket;
    }

    /**
     * Returns how often it was timed.
     *
     * @return the sum of the counts
     */
    public long samples() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Returns what was timed since an earlier moment.
     *
     * @param earlier the spread at that moment
     * @return the differences
     */
    public Spread since(Spread earlier) {
        List<Long> differences = new ArrayList<>();
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            differences.add(Math.max(0, counts.get(bucket) - earlier.counts.get(bucket)));
        }
        return new Spread(differences);
    }

    /**
     * Estimates a percentile, as if the times of each bucket were spread evenly over it. What is longer than the longest bound counts as
     * that.
     *
     * @param percent how many of a hundred times are at most as long, above 0 to 100
     * @return nanoseconds; not a number if nothing was timed
     */
    public double percentileNs(double percent) {
        double wanted = samples() * percent / 100;
        long below = 0;
        for (int bucket = 0; bucket < UPPER_NS.length; bucket++) {
            long count = counts.get(bucket);
            if (count > 0 && below + count >= wanted) {
                long lower = bucket == 0 ? 0 : UPPER_NS[bucket - 1];
                return lower + (UPPER_NS[bucket] - lower) * Math.max(0, wanted - below) / count;
            }
            below += count;
        }
        return samples() == 0 ? Double.NaN : UPPER_NS[UPPER_NS.length - 1];
    }
}
