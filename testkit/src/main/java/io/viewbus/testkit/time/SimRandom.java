/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.time;

import java.util.List;

/**
 * SplitMix64, written out so that a seed means the same run on every JDK. Each subsystem draws from a generator of
 * its own, {@link #named} for it: one more draw in one does not shift the others.
 */
public final class SimRandom {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private final long seed;
    private long state;

    /**
     * Starts a sequence.
     *
     * @param seed any number
     */
    public SimRandom(long seed) {
        this.seed = seed;
        state = seed;
    }

    /**
     * Returns a generator for one purpose. It follows from the seed and the purpose alone, not from what was drawn before:
     * so leaving out one thing of a run does not shift the chance of the others.
     *
     * @param purpose what it is for
     * @return the generator
     */
    public SimRandom named(String purpose) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < purpose.length(); i++) {
            hash = (hash ^ purpose.charAt(i)) * FNV_PRIME;
        }
        return named(hash);
    }

    /**
     * Returns a generator for one of many things of a kind; see {@link #named(String)}.
     *
     * @param key what tells it from the others
     * @return the generator
     */
    public SimRandom named(long key) {
        return new SimRandom(mix(seed ^ mix(key + GOLDEN_GAMMA)));
    }

    /**
     * Draws 64 bits.
     *
     * @return any number
     */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /**
     * Draws an index.
     *
     * @param bound more than 0
     * @return 0 to {@code bound - 1}
     */
    public int below(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /**
     * Draws from a closed range.
     *
     * @param low the least
     * @param high the most, not less than {@code low}; they differ by less than 2^62
     * @return a number in the range
     */
    public long between(long low, long high) {
        // The upper half of a product instead of a division, which is several times slower; the bias is of no matter
        // here.
        return low + Math.multiplyHigh(nextLong() >>> 1, (high - low + 1) << 1);
    }

    /**
     * Draws from a closed range, low values far more often: what queues and delays look like.
     *
     * @param low the least
     * @param high the most
     * @return a number in the range
     */
    public long skewed(long low, long high) {
        return between(low, between(low, between(low, high)));
    }

    /**
     * Throws a coin.
     *
     * @param perMille how often out of 1000 it is true
     * @return the side
     */
    public boolean chance(int perMille) {
        return perMille > 0 && below(1000) < perMille;
    }

    /**
     * Picks one.
     *
     * @param <T> of what
     * @param choices not empty
     * @return one of them
     */
    public <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }
}
