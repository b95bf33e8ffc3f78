/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.spi.membership.Proposal;
import io.viewbus.spi.membership.Proposal.Origin;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.View.Component;
import io.viewbus.view.ViewId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The value that is agreed on: the next view and what the participants install with it. Immutable; an adopted proposal
 * keeps the identity that its first proposer gave it (VS-5).
 *
 * @param id the identity of the next view
 * @param lineage the founding view of the cluster
 * @param priors the views it follows; one, except when components merge
 * @param members who is in, in rank order; nobody if the cluster is given up
 * @param origins for each member where it comes from
 * @param quorum whether the next view is one with a quorum
 * @param excluded incarnations that left or were excluded in recent changes and must not come back
 */
public record ViewProposal(
        ViewId id,
        ViewId lineage,
        List<PriorView> priors,
        List<MemberRecord> members,
        List<Origin> origins,
        boolean quorum,
        List<Incarnation> excluded) {

    /**
     * A view that ends.
     *
     * @param id its identity, {@link ViewId#NONE} when the cluster is founded
     * @param left those of its members that are not in the next view, by rank
     * @param merged what each participant agreed on
     */
    public record PriorView(ViewId id, List<Member> left, List<byte[]> merged) {}

    /** How many excluded incarnations a proposal remembers. */
    static final int MAX_EXCLUDED = 128;

    /** Gives the cluster up for another one of the same name: no view follows (VS-77). */
    static ViewProposal dissolution(ViewId id, ViewProposal prior, ViewId other) {
        return new ViewProposal(
                id,
                other,
                List.of(new PriorView(prior.id(), prior.memberList(), List.of())),
                List.of(),
                List.of(),
                false,
                prior.excluded());
    }

    /** Returns whether this gives the cluster up; {@link #lineage} is then that of the cluster that goes on. */
    boolean isDissolution() {
        return members.isEmpty();
    }

    /** Returns a hash of all that members must agree on. */
    long contentHash() {
        long hash = members.hashCode();
        for (PriorView prior : priors) {
            for (byte[] value : prior.merged()) {
                hash = 31 * hash + Arrays.hashCode(value);
            }
        }
        return hash;
    }

    /** Returns the first of the views it follows: the only one, except when components merge. */
    ViewId prior() {
        return priors.get(0).id();
    }

    /** Returns whether it follows a view. */
    boolean follows(ViewId view) {
        return priors.stream().anyMatch(prior -> prior.id().equals(view));
    }

    /** Returns who of one of the views it follows is not in it. */
    List<Member> leftOf(ViewId view) {
        return priors.stream()
                .filter(prior -> prior.id().equals(view))
                .flatMap(prior -> prior.left().stream())
                .toList();
    }

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
        List<Member> joined = membersWhere(origin -> origin.prior() != 0);
        return new View(id, memberList(), joined, priors.get(0).left(), quorum, components());
    }

    private List<Component> components() {
        return priors.size() < 2
                ? List.of()
                : priors.stream()
                        .map(prior -> new Component(prior.id(), from(prior.id())))
                        .toList();
    }

    List<Member> memberList() {
        return members.stream().map(MemberRecord::member).toList();
    }

    /** Returns the members that come from a view, in rank order. */
    List<Member> from(ViewId view) {
        return membersWhere(origin ->
                !origin.isNewcomer() && priors.get(origin.prior()).id().equals(view));
    }

    List<Member> newcomers() {
        return membersWhere(Origin::isNewcomer);
    }

    private List<Member> membersWhere(Predicate<Origin> originIs) {
        return IntStream.range(0, members.size())
                .filter(rank -> originIs.test(origins.get(rank)))
                .mapToObj(rank -> members.get(rank).member())
                .toList();
    }

    /** Returns it as one participant of a member sees it; the member may be one that is not in. */
    Proposal forParticipant(int index, Incarnation self, Origin selfOrigin) {
        List<byte[]> data =
                members.stream().map(record -> record.joinData().get(index)).toList();
        List<Proposal.Prior> ending = priors.stream()
                .map(prior -> new Proposal.Prior(prior.id(), prior.merged().get(index)))
                .toList();
        return new Proposal(view(), rankOf(self), ending, selfOrigin, origins, data);
    }

    /** Tells whether the proposer saw a process where it is: in that installed view. Of whoever is not to go on, nothing is said. */
    boolean comesFrom(ViewId installed, Incarnation process) {
        int rank = rankOf(process);
        if (rank < 0) {
            return true;
        }
        Origin origin = origins.get(rank);
        return !origin.isNewcomer() && priors.get(origin.prior()).id().equals(installed);
    }

    /** Returns where a process with an installed view comes from, be it in the next view or not. */
    Origin originOf(ViewId installed, int rank) {
        for (int i = 0; i < priors.size(); i++) {
            if (rank >= 0 && priors.get(i).id().equals(installed)) {
                return new Origin(i, rank);
            }
        }
        return Origin.NEWCOMER;
    }
}
