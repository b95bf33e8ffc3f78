/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.spi.membership;

import io.viewbus.view.Member;
import java.util.List;
import java.util.function.Predicate;

/**
 * Decides which members of a view may speak for it: the rule under {@code PartitionPolicy.PRIMARY}. Asked for promises, for
 * acceptances and for acknowledgements alike, always about the view that is to be followed and never about how many are alive.
 *
 * <p>MUST be a pure function, the same at all members of a cluster, that grows with the set of those present; and any two sets
 * that are quorums of one view MUST have a member in common. Called on the agent thread.
 */
@FunctionalInterface
public interface QuorumPolicy {

    /**
     * Tells whether some members are a quorum.
     *
     * @param members all members of the view, in rank order, never empty
     * @param present who of them is counted
     * @return true if they are enough
     */
    boolean isQuorum(List<Member> members, Predicate<Member> present);

    /**
     * Returns the rule of more than half, or half with the member of rank 0.
     *
     * @return the default policy
     */
    static QuorumPolicy majority() {
        return atLeast(1);
    }

    /**
     * Returns the rule of the majority with a floor, so that a cluster cannot shrink to a few members which then decide for all.
     *
     * @param least how many members a quorum has at least
     * @return the policy
     */
    static QuorumPolicy atLeast(int least) {
        return (members, present) -> {
            int count = 0;
            for (int rank = 0; rank < members.size(); rank++) {
                count += present.test(members.get(rank)) ? 1 : 0;
            }
            boolean half = 2 * count == members.size() && present.test(members.get(0));
            return count >= least && (2 * count > members.size() || half);
        };
    }
}
