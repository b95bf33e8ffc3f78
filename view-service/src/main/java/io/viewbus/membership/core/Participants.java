/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.spi.membership.Proposal.Origin;
import io.viewbus.spi.membership.ViewParticipant;
import io.viewbus.spi.membership.ViewParticipant.Candidate;
import io.viewbus.spi.membership.ViewParticipant.Contribution;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Incarnation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** All participants as one. Their order is that of their ids, the same at every member. */
final class Participants {

    private final List<ViewParticipant> all;
    private final Incarnation self;

    Participants(List<ViewParticipant> all, Incarnation self) {
        this.all = all;
        this.self = self;
    }

    List<Integer> ids() {
        return all.stream().map(ViewParticipant::id).toList();
    }

    List<byte[]> joinData() {
        return all.stream().map(ViewParticipant::joinData).toList();
    }

    void onCandidates(List<MemberRecord> candidates) {
        forEach((index, participant) -> participant.onCandidates(candidates.stream()
                .filter(candidate -> !candidate.incarnation().equals(self))
                .map(candidate -> candidate(index, candidate))
                .toList()));
    }

    boolean isLinked(MemberRecord candidate) {
        boolean linked = true;
        for (int i = 0; i < all.size(); i++) {
            linked &= all.get(i).isLinked(candidate(i, candidate));
        }
        return linked;
    }

    private static Candidate candidate(int index, MemberRecord candidate) {
        return new Candidate(candidate.member(), candidate.joinData().get(index));
    }

    void onWedge() {
        all.forEach(ViewParticipant::onWedge);
    }

    List<byte[]> states() {
        return all.stream().map(ViewParticipant::state).toList();
    }

    boolean hasHistory() {
        return all.stream().anyMatch(ViewParticipant::hasHistory);
    }

    /**
     * Merges the states of the members of the prior view.
     *
     * @param priorSize the size of the prior view
     * @param ranks the ranks of the respondents, ascending
     * @param states their states, one list for each rank
     */
    List<byte[]> merge(int priorSize, List<Integer> ranks, List<List<byte[]>> states) {
        List<byte[]> merged = new ArrayList<>();
        forEach((index, participant) -> {
            List<Contribution> contributions = new ArrayList<>();
            for (int i = 0; i < ranks.size(); i++) {
                contributions.add(new Contribution(ranks.get(i), states.get(i).get(index)));
            }
            merged.add(participant.merge(priorSize, contributions));
        });
        return merged;
    }

    void onProposal(ViewProposal proposal, Origin origin, long nowNs) {
        forEach((index, participant) -> participant.onProposal(proposal.forParticipant(index, self, origin), nowNs));
    }

    boolean isReady() {
        return all.stream().allMatch(ViewParticipant::isReady);
    }

    void onInstall(ViewProposal proposal, Origin origin, long nowNs) {
        forEach((index, participant) -> participant.onInstall(proposal.forParticipant(index, self, origin), nowNs));
    }

    void onOut(@Nullable ClusterException cause) {
        all.forEach(participant -> participant.onOut(cause));
    }

    void onDoubt(boolean doubtful) {
        all.forEach(participant -> participant.onDoubt(doubtful));
    }

    private void forEach(BiConsumer<Integer, ViewParticipant> action) {
        for (int i = 0; i < all.size(); i++) {
            action.accept(i, all.get(i));
        }
    }
}
