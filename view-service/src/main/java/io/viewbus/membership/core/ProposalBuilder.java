/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.membership.core.Message.State;
import io.viewbus.membership.core.ViewProposal.PriorView;
import io.viewbus.spi.membership.Proposal.Origin;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes a new proposal from the answers to a ballot (VS-19, VS-85). A pure function of them: the views that end, the latest
 * first; of each its respondents by rank, without leavers; then newcomers.
 */
final class ProposalBuilder {

    private final MemberContext context;
    private final List<MemberRecord> respondents;
    private final List<ViewId> views;
    private final Set<Incarnation> leavers;
    private final Map<Incarnation, State> states;
    private final List<PriorView> priors = new ArrayList<>();
    private final List<MemberRecord> members = new ArrayList<>();
    private final List<Origin> origins = new ArrayList<>();

    ProposalBuilder(
            MemberContext context,
            List<MemberRecord> respondents,
            List<ViewId> views,
            Set<Incarnation> leavers,
            Map<Incarnation, State> states) {
        this.context = context;
        this.respondents = respondents;
        this.views = views;
        this.leavers = leavers;
        this.states = states;
    }

    ViewProposal build(Ballot ballot) {
        List<ViewId> ending = views.stream()
                .filter(view -> !view.equals(ViewId.NONE))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        if (ending.isEmpty()) {
            priors.add(new PriorView(ViewId.NONE, List.of(), context.participants.merge(0, List.of(), List.of())));
        }
        ending.forEach(this::end);
        for (int i = 0; i < respondents.size(); i++) {
            if (views.get(i).equals(ViewId.NONE)) {
                members.add(respondents.get(i));
                origins.add(Origin.NEWCOMER);
            }
        }
        ViewProposal view = context.view();
        long counter = priors.get(0).id().counter() + 1;
        ViewId id = new ViewId(counter, ballot.round(), ballot.proposer());
        return new ViewProposal(
                id, view == null ? id : view.lineage(), List.copyOf(priors), members, origins, hasQuorum(), excluded());
    }

    /** Ends one view: who of it goes on, who does not, and what its participants make of what the respondents hold. */
    private void end(ViewId ended) {
        List<Member> all = membersOf(ended);
        List<Member> left = new ArrayList<>();
        List<Integer> ranks = new ArrayList<>();
        List<List<byte[]>> contributions = new ArrayList<>();
        for (int rank = 0; rank < all.size(); rank++) {
            MemberRecord respondent = respondent(all.get(rank), ended);
            State state = respondent == null ? null : states.get(respondent.incarnation());
            if (respondent != null && state != null) {
                ranks.add(rank);
                contributions.add(state.states());
            }
            if (respondent == null || leavers.contains(respondent.incarnation())) {
                left.add(all.get(rank));
            } else {
                members.add(respondent);
                origins.add(new Origin(priors.size(), rank));
            }
        }
        priors.add(new PriorView(ended, left, context.participants.merge(all.size(), ranks, contributions)));
    }

    private List<Member> membersOf(ViewId ended) {
        if (ended.equals(context.viewId())) {
            return context.members().stream().map(MemberRecord::member).toList();
        }
        for (int i = 0; i < respondents.size(); i++) {
            State state = states.get(respondents.get(i).incarnation());
            if (views.get(i).equals(ended) && state != null) {
                return state.fellows();
            }
        }
        return List.of();
    }

    private @Nullable MemberRecord respondent(Member member, ViewId ended) {
        for (int i = 0; i < respondents.size(); i++) {
            if (respondents.get(i).member().equals(member) && views.get(i).equals(ended)) {
                return respondents.get(i);
            }
        }
        return null;
    }

    private boolean hasQuorum() {
        return context.partitions.excludes() || 2 * members.size() > context.config.expectedSize();
    }

    /** Where those that are left out go on by themselves, they may come back. */
    private List<Incarnation> excluded() {
        ViewProposal view = context.view();
        List<Incarnation> excluded = new ArrayList<>(view == null ? List.of() : view.excluded());
        priors.stream()
                .flatMap(prior -> prior.left().stream())
                .map(Member::incarnation)
                .filter(process -> context.partitions.excludes() || leavers.contains(process))
                .forEach(excluded::add);
        int surplus = Math.max(0, excluded.size() - ViewProposal.MAX_EXCLUDED);
        return List.copyOf(excluded.subList(surplus, excluded.size()));
    }
}
