/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.spi.membership.QuorumPolicy;
import io.viewbus.view.Member;
import io.viewbus.view.PartitionPolicy;

/**
 * The settings of a membership; the same at all members of a cluster. Times are in nanoseconds.
 *
 * @param cluster the name of the cluster
 * @param expectedSize how many names must agree to found the cluster, or 0 for the {@code dev} rule: listen first, then the
 *     lowest incarnation heard founds it
 * @param maxMembers a join beyond it is refused
 * @param heartbeatNs how often a member says that it is alive
 * @param suspectNs after how much silence it is suspected
 * @param listenNs how long a starter listens for an existing cluster before it takes part in founding one
 * @param batchNs how long the first of several joins waits for others, so that they share one view
 * @param prepareNs how long a proposer waits for an answer, and by how much lower ranks wait for higher ones
 * @param readyNs how long members may take to get ready without progress before they are given up
 * @param partitions what becomes of the parts when the cluster falls apart
 * @param quorum who may speak for a view
 */
public record MembershipConfig(
        String cluster,
        int expectedSize,
        int maxMembers,
        long heartbeatNs,
        long suspectNs,
        long listenNs,
        long batchNs,
        long prepareNs,
        long readyNs,
        PartitionPolicy partitions,
        QuorumPolicy quorum) {

    /** The largest cluster that the protocol is laid out for. */
    public static final int MAX_MEMBERS = 64;

    private static final long MS = 1_000_000L;

    /** Checks the values. */
    public MembershipConfig {
        Member.requireName("cluster name", cluster);
        if (expectedSize < 0 || expectedSize > MAX_MEMBERS) {
            throw new IllegalArgumentException("expected size must be 0 to " + MAX_MEMBERS + ", not " + expectedSize);
        }
        if (maxMembers < 1 || maxMembers > MAX_MEMBERS) {
            throw new IllegalArgumentException("the member limit must be 1 to " + MAX_MEMBERS + ", not " + maxMembers);
        }
        if (suspectNs < 3 * heartbeatNs) {
            throw new IllegalArgumentException(
                    "a member must not be suspected before it misses three heartbeats: after " + 3 * heartbeatNs / MS
                            + " ms at the soonest, not " + suspectNs / MS);
        }
    }

    /**
     * Returns the defaults.
     *
     * @param cluster the name of the cluster
     * @return the settings
     */
    public static MembershipConfig of(String cluster) {
        return new MembershipConfig(
                cluster,
                0,
                MAX_MEMBERS,
                100 * MS,
                1000 * MS,
                1000 * MS,
                20 * MS,
                100 * MS,
                2000 * MS,
                PartitionPolicy.PRIMARY,
                QuorumPolicy.majority());
    }

    /**
     * Returns these settings for another cluster.
     *
     * @param name its name
     * @return the settings
     */
    public MembershipConfig withCluster(String name) {
        return with(name, expectedSize, suspectNs, partitions, quorum);
    }

    /**
     * Returns these settings with another expected size.
     *
     * @param size how many names must agree to found the cluster, 0 for the {@code dev} rule
     * @return the settings
     */
    public MembershipConfig withExpectedSize(int size) {
        return with(cluster, size, suspectNs, partitions, quorum);
    }

    /**
     * Returns these settings with another patience.
     *
     * @param ns after how much silence a member is suspected
     * @return the settings
     */
    public MembershipConfig withSuspectNs(long ns) {
        return with(cluster, expectedSize, ns, partitions, quorum);
    }

    /**
     * Returns these settings with another policy for partitions.
     *
     * @param policy the policy
     * @return the settings
     */
    public MembershipConfig withPartitions(PartitionPolicy policy) {
        return with(cluster, expectedSize, suspectNs, policy, quorum);
    }

    /**
     * Returns these settings with another quorum rule.
     *
     * @param policy the rule
     * @return the settings
     */
    public MembershipConfig withQuorum(QuorumPolicy policy) {
        return with(cluster, expectedSize, suspectNs, partitions, policy);
    }

    private MembershipConfig with(String name, int size, long suspicionNs, PartitionPolicy policy, QuorumPolicy rule) {
        return new MembershipConfig(
                name, size, maxMembers, heartbeatNs, suspicionNs, listenNs, batchNs, prepareNs, readyNs, policy, rule);
    }
}
