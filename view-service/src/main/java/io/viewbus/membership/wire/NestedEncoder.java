/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.wire;

import static io.viewbus.membership.wire.MessageEncoder.put;

import io.viewbus.membership.core.MemberRecord;
import io.viewbus.membership.core.ViewProposal;
import io.viewbus.membership.core.ViewProposal.PriorView;
import io.viewbus.membership.wire.sbe.MemberEntryEncoder;
import io.viewbus.membership.wire.sbe.MessageHeaderEncoder;
import io.viewbus.membership.wire.sbe.ProposalEncoder;
import io.viewbus.spi.membership.Proposal.Origin;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import java.nio.charset.StandardCharsets;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/** Writes the values that messages carry inside: member entries and proposals. */
final class NestedEncoder {

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ExpandableArrayBuffer recordBuffer = new ExpandableArrayBuffer(1024);
    private final ExpandableArrayBuffer proposalBuffer = new ExpandableArrayBuffer(4096);

    byte[] encode(MemberRecord record) {
        MemberEntryEncoder entry = new MemberEntryEncoder().wrapAndApplyHeader(recordBuffer, 0, header);
        put(entry.incarnation(), record.member().incarnation());
        MemberEntryEncoder.JoinDataEncoder data =
                entry.joinDataCount(record.joinData().size());
        record.joinData().forEach(bytes -> data.next().putContent(bytes, 0, bytes.length));
        byte[] name = name(record.member());
        entry.putName(name, 0, name.length);
        return copy(recordBuffer, entry.encodedLength());
    }

    byte[] encode(ViewProposal proposal) {
        ProposalEncoder encoder = new ProposalEncoder().wrapAndApplyHeader(proposalBuffer, 0, header);
        put(encoder.view(), proposal.id());
        put(encoder.lineage(), proposal.lineage());
        encoder.quorum((short) (proposal.quorum() ? 1 : 0));
        putPriors(encoder, proposal);
        putMembers(encoder, proposal);
        ProposalEncoder.ExcludedEncoder excluded =
                encoder.excludedCount(proposal.excluded().size());
        for (Incarnation incarnation : proposal.excluded()) {
            put(excluded.next().incarnation(), incarnation);
        }
        return copy(proposalBuffer, encoder.encodedLength());
    }

    private static void putPriors(ProposalEncoder encoder, ViewProposal proposal) {
        ProposalEncoder.PriorsEncoder priors =
                encoder.priorsCount(proposal.priors().size());
        for (PriorView prior : proposal.priors()) {
            put(priors.next().view(), prior.id());
            ProposalEncoder.PriorsEncoder.LeftEncoder left =
                    priors.leftCount(prior.left().size());
            for (Member member : prior.left()) {
                put(left.next().incarnation(), member.incarnation());
                byte[] name = name(member);
                left.putName(name, 0, name.length);
            }
            ProposalEncoder.PriorsEncoder.MergedEncoder merged =
                    priors.mergedCount(prior.merged().size());
            prior.merged().forEach(bytes -> merged.next().putContent(bytes, 0, bytes.length));
        }
    }

    private void putMembers(ProposalEncoder encoder, ViewProposal proposal) {
        ProposalEncoder.MembersEncoder members =
                encoder.membersCount(proposal.members().size());
        for (int rank = 0; rank < proposal.members().size(); rank++) {
            byte[] record = encode(proposal.members().get(rank));
            Origin origin = proposal.origins().get(rank);
            members.next()
                    .prior((short) origin.prior())
                    .priorRank((short) origin.rank())
                    .putRecord(record, 0, record.length);
        }
    }

    private static byte[] name(Member member) {
        return member.name().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] copy(MutableDirectBuffer buffer, int bodyLength) {
        byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + bodyLength];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}
