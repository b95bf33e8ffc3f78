/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.membership.core.Message.State;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Computes a new proposal from the answers to a ballot (VS-19). Pure. */
final class ProposalBuilder {

    private ProposalBuilder() {}

    static ViewProposal build(
            MemberContext context,
            Ballot ballot,
            List<MemberRecord> respondents,
            Set<Incarnation> leavers,
            Map<Incarnation, State> states) {
        List<MemberRecord> members = nextMembers(context, respondents, leavers);
        ViewProposal view = context.view();
        ViewId id = new ViewId(context.viewId().counter() + 1, ballot.round(), ballot.proposer());
        return new ViewProposal(
                id,
                context.viewId(),
                view == null ? id : view.lineage(),
                members,
                members.stream()
                        .map(record -> context.rankOf(record.incarnation()))
                        .toList(),
                left(context, members),
                excluded(context, members),
                merge(context, respondents, states));
    }

    /** Survivors keep their order, newcomers follow. */
    private static List<MemberRecord> nextMembers(
            MemberContext context, List<MemberRecord> respondents, Set<Incarnation> leavers) {
        List<MemberRecord> members = new ArrayList<>();
        for (MemberRecord member : context.members()) {
            if (respondents.contains(member) && !leavers.contains(member.incarnation())) {
                members.add(member);
            }
        }
        respondents.stream()
                .filter(record -> !context.isMember(record.incarnation()))
                .forEach(members::add);
        return members;
    }

    private static List<Member> left(MemberContext context, List<MemberRecord> members) {
        return context.members().stream()
                .filter(member -> !members.contains(member))
                .map(MemberRecord::member)
                .toList();
    }

    private static List<Incarnation> excluded(MemberContext context, List<MemberRecord> members) {
        ViewProposal view = context.view();
        List<Incarnation> excluded = new ArrayList<>(view == null ? List.of() : view.excluded());
        left(context, members).forEach(member -> excluded.add(member.incarnation()));
        int surplus = Math.max(0, excluded.size() - ViewProposal.MAX_EXCLUDED);
        return List.copyOf(excluded.subList(surplus, excluded.size()));
    }

    private static List<byte[]> merge(
            MemberContext context, List<MemberRecord> respondents, Map<Incarnation, State> states) {
        List<Integer> ranks = new ArrayList<>();
        List<List<byte[]>> contributions = new ArrayList<>();
        for (MemberRecord member : context.members()) {
            State state = respondents.contains(member) ? states.get(member.incarnation()) : null;
            if (state != null) {
                ranks.add(context.rankOf(member.incarnation()));
                contributions.add(state.states());
            }
        }
        return context.participants.merge(context.members().size(), ranks, contributions);
    }
}
