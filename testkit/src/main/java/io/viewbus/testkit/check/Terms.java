/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.view.PartitionPolicy;

/**
 * What the members of a run were told that guarantees depend on.
 *
 * @param expectedSize how many names had to agree to found the cluster, 0 if that was not asked for
 * @param leastPrimary how many members of a view must go on at least, besides being a majority of it
 * @param partitions what becomes of parts of the cluster
 * @param suspectNs after how much silence a member is suspected
 * @param window how many bytes of a sender may be unacknowledged by somebody
 * @param retention how many bytes a member may keep of one sender
 */
public record Terms(
        int expectedSize, int leastPrimary, PartitionPolicy partitions, long suspectNs, int window, int retention) {

    /** The terms of a cluster of which nothing else is known: whoever starts first founds it, one part goes on. */
    public static final Terms UNKNOWN =
            new Terms(0, 1, PartitionPolicy.PRIMARY, 1_000_000_000L, Integer.MAX_VALUE, Integer.MAX_VALUE);

    /**
     * Returns the same terms for another founding.
     *
     * @param size how many names have to agree
     * @return the terms
     */
    public Terms withExpectedSize(int size) {
        return new Terms(size, leastPrimary, partitions, suspectNs, window, retention);
    }

    /**
     * Returns the same terms for a cluster that does not go on with few.
     *
     * @param members how many at least
     * @return the terms
     */
    public Terms withLeastPrimary(int members) {
        return new Terms(expectedSize, members, partitions, suspectNs, window, retention);
    }

    /**
     * Returns the same terms for another policy.
     *
     * @param policy what becomes of parts of the cluster
     * @return the terms
     */
    public Terms withPartitions(PartitionPolicy policy) {
        return new Terms(expectedSize, leastPrimary, policy, suspectNs, window, retention);
    }

    /**
     * Returns the same terms for another failure detection.
     *
     * @param silenceNs after how much silence a member is suspected
     * @return the terms
     */
    public Terms withSuspectNs(long silenceNs) {
        return new Terms(expectedSize, leastPrimary, partitions, silenceNs, window, retention);
    }

    /**
     * Returns the same terms with limits of memory.
     *
     * @param unacknowledged how many bytes of a sender may be unacknowledged
     * @param kept how many bytes a member may keep of one sender
     * @return the terms
     */
    public Terms withLimits(int unacknowledged, int kept) {
        return new Terms(expectedSize, leastPrimary, partitions, suspectNs, unacknowledged, kept);
    }

    /** How long a change of the view may take, with all that members do first, when nothing is in its way. */
    long patienceNs() {
        return 20 * suspectNs;
    }

    /** How long it may take until all know what all have, when nothing is wrong. */
    long promptNs() {
        return 2 * suspectNs;
    }

    boolean isOneChain() {
        return partitions == PartitionPolicy.PRIMARY;
    }
}
