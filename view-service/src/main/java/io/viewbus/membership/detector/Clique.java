/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.detector;

/**
 * Picks the members that can go on together when links are broken: a set in which all hear each other (VS-79). Finding
 * the largest is hard in general; this takes the largest of those that grow from each member by seniority, and of equals the
 * one that grew from the most senior. Pure, so that members that know the same links pick the same.
 */
public final class Clique {

    private Clique() {}

    /**
     * Picks a clique.
     *
     * @param linked for each member by rank the set of those that it is linked with both ways, as bits by rank
     * @return the members, as bits by rank; empty if there are none
     */
    public static long largest(long[] linked) {
        long best = 0;
        for (int seed = 0; seed < linked.length; seed++) {
            long clique = grow(linked, seed);
            if (Long.bitCount(clique) > Long.bitCount(best)) {
                best = clique;
            }
        }
        return best;
    }

    private static long grow(long[] linked, int seed) {
        long clique = 1L << seed;
        long candidates = linked[seed];
        for (int rank = 0; rank < linked.length; rank++) {
            if (rank != seed && (candidates >>> rank & 1) == 1) {
                clique |= 1L << rank;
                candidates &= linked[rank];
            }
        }
        return clique;
    }
}
