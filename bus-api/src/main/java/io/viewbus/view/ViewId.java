/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.view;

import org.jspecify.annotations.Nullable;

/**
 * The identity of a view. Counters grow by one with each view of a cluster; round and proposer are those of the ballot
 * in which the view was first proposed and keep two attempts at the same view apart.
 *
 * @param counter 1 for the founding view, then one more with each change
 * @param round the round of the first ballot that proposed it
 * @param proposer the member that first proposed it
 */
public record ViewId(long counter, long round, Incarnation proposer) implements Comparable<ViewId> {

    /** The pseudo view before the founding one: what a cluster is founded from. */
    public static final ViewId NONE = new ViewId(0, 0, new Incarnation(0, 0));

    @Override
    public int compareTo(ViewId other) {
        if (counter != other.counter) {
            return Long.compare(counter, other.counter);
        }
        return round != other.round ? Long.compare(round, other.round) : proposer.compareTo(other.proposer);
    }

    // Written out for the reason for which it is in Incarnation.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ViewId that
                && counter == that.counter
                && round == that.round
                && proposer.equals(that.proposer);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(counter) + Long.hashCode(round)) + proposer.hashCode();
    }

    /**
     * Returns a well-mixed 32-bit hash: what data messages carry to say in which view they were sent.
     *
     * @return the tag, never 0
     */
    public int tag() {
        long h = counter * 0x9E3779B97F4A7C15L;
        h = (h ^ (h >>> 29) ^ round) * 0xBF58476D1CE4E5B9L;
        h = (h ^ (h >>> 32) ^ proposer.high()) * 0x94D049BB133111EBL;
        h = (h ^ (h >>> 31) ^ proposer.low()) * 0x9E3779B97F4A7C15L;
        int tag = (int) (h >>> 32);
        return tag == 0 ? 1 : tag;
    }

    /** Returns the counter, which is what people read. */
    @Override
    public String toString() {
        return Long.toString(counter);
    }
}
