/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.time;

import java.util.List;

/**
 * SplitMix64, written out so that a seed means the same run on every JDK. Each subsystem draws from a {@link #fork} of
 * its own: one more draw in one does not shift the others.
 */
public final class SimRandom {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /**
     * Starts a sequence.
     *
     * @param seed any number
     */
    public SimRandom(long seed) {
        state = seed;
    }

    /**
     * Returns a generator of its own for a subsystem.
     *
     * @return the generator
     */
    public SimRandom fork() {
        return new SimRandom(nextLong() ^ 0x5851F42D4C957F2DL);
    }

    /**
     * Draws 64 bits.
     *
     * @return any number
     */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        long z = state;
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
        return (int) Long.remainderUnsigned(nextLong(), bound);
    }

    /**
     * Draws from a closed range.
     *
     * @param low the least
     * @param high the most, not less than {@code low}
     * @return a number in the range
     */
    public long between(long low, long high) {
        return low + Long.remainderUnsigned(nextLong(), high - low + 1);
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
