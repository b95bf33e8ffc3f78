/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.view.Incarnation;
import java.util.Comparator;

/**
 * One attempt to agree on the successor of a view (VS-14). Rounds of one incarnation only grow, over all views of its
 * life.
 *
 * @param round the round, from 1
 * @param proposer who proposes
 */
public record Ballot(long round, Incarnation proposer) implements Comparable<Ballot> {

    /** Lower than every real ballot. */
    public static final Ballot NONE = new Ballot(0, new Incarnation(0, 0));

    private static final Comparator<Ballot> ORDER =
            Comparator.comparingLong(Ballot::round).thenComparing(Ballot::proposer);

    @Override
    public int compareTo(Ballot other) {
        return ORDER.compare(this, other);
    }

    boolean isBelow(Ballot other) {
        return compareTo(other) < 0;
    }
}
