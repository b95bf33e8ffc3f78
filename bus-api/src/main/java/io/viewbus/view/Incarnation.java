/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.view;

import org.jspecify.annotations.Nullable;

/**
 * The identity of one run of one process: 128 random bits drawn at start and never used again. A process that is
 * started again, or that was excluded and comes back, is a new incarnation.
 *
 * @param high the high 64 bits
 * @param low the low 64 bits
 */
public record Incarnation(long high, long low) implements Comparable<Incarnation> {

    /** Compares as unsigned 128-bit numbers. */
    @Override
    public int compareTo(Incarnation other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    // Written out, for it is asked several times for each frame, and what a record gets is slow until it is compiled.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Incarnation that && high == that.high && low == that.low;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(high) + Long.hashCode(low);
    }

    /** Returns the 32 hexadecimal digits. */
    @Override
    public String toString() {
        return String.format("%016x%016x", high, low);
    }
}
