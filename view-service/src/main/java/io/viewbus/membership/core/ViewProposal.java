/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.spi.membership.Proposal;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The value that is agreed on: the next view and what the participants install with it. Immutable; an adopted proposal
 * keeps the identity that its first proposer gave it (VS-5).
 *
 * @param id the identity of the next view
 * @param prior the view it follows
 * @param lineage the founding view of the cluster
 * @param members who is in, in rank order
 * @param priorRanks for each member its rank in the prior view, -1 for newcomers
 * @param left members of the prior view that are not in, by rank
 * @param excluded incarnations that left or were excluded in recent changes and must not come back
 * @param merged what each participant agreed on
 */
public record ViewProposal(
        ViewId id,
        ViewId prior,
        ViewId lineage,
        List<MemberRecord> members,
        List<Integer> priorRanks,
        List<Member> left,
        List<Incarnation> excluded,
        List<byte[]> merged) {

    /** How many excluded incarnations a proposal remembers. */
    static final int MAX_EXCLUDED = 128;

    boolean contains(Incarnation incarnation) {
        return rankOf(incarnation) >= 0;
    }

    int rankOf(Incarnation incarnation) {
        for (int rank = 0; rank < members.size(); rank++) {
            if (members.get(rank).incarnation().equals(incarnation)) {
                return rank;
            }
        }
        return -1;
    }

    /**
     * Returns the view as users see it.
     *
     * @return the view
     */
    public View view() {
        List<Member> all = members.stream().map(MemberRecord::member).toList();
        return new View(id, all, newcomers(), left);
    }

    List<Member> survivors() {
        return membersWhere(priorRank -> priorRank >= 0);
    }

    List<Member> newcomers() {
        return membersWhere(priorRank -> priorRank < 0);
    }

    private List<Member> membersWhere(IntPredicate priorRankIs) {
        return IntStream.range(0, members.size())
                .filter(rank -> priorRankIs.test(priorRanks.get(rank)))
                .mapToObj(rank -> members.get(rank).member())
                .toList();
    }

    Proposal forParticipant(int index, Incarnation self, int selfPriorRank) {
        List<byte[]> data =
                members.stream().map(record -> record.joinData().get(index)).toList();
        return new Proposal(prior, view(), rankOf(self), priorRanks, selfPriorRank, data, merged.get(index));
    }
}
