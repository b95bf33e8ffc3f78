/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.wire;

import io.viewbus.membership.core.MemberRecord;
import io.viewbus.membership.core.MembershipConfig;
import io.viewbus.membership.core.ViewProposal;
import io.viewbus.membership.core.ViewProposal.PriorView;
import io.viewbus.membership.wire.sbe.IncarnationIdDecoder;
import io.viewbus.membership.wire.sbe.MemberEntryDecoder;
import io.viewbus.membership.wire.sbe.MessageHeaderDecoder;
import io.viewbus.membership.wire.sbe.ProposalDecoder;
import io.viewbus.membership.wire.sbe.ViewIdentDecoder;
import io.viewbus.spi.membership.Proposal.Origin;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.ViewId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads the values that messages carry inside. Trusts nothing: reading beyond the bytes given throws. */
final class NestedDecoder {

    private NestedDecoder() {}

    static MemberRecord record(byte[] bytes) throws MalformedMessage {
        DirectBuffer buffer = new UnsafeBuffer(bytes);
        MessageHeaderDecoder header = header(buffer, MemberEntryDecoder.TEMPLATE_ID);
        MemberEntryDecoder entry = new MemberEntryDecoder();
        entry.wrapAndApplyHeader(buffer, 0, header);
        Incarnation incarnation = incarnation(entry.incarnation());
        List<byte[]> joinData = new ArrayList<>();
        for (MemberEntryDecoder.JoinDataDecoder data : entry.joinData()) {
            byte[] content = allocate(data.contentLength(), buffer);
            data.getContent(content, 0, content.length);
            joinData.add(content);
        }
        byte[] name = allocate(entry.nameLength(), buffer);
        entry.getName(name, 0, name.length);
        return new MemberRecord(new Member(new String(name, StandardCharsets.US_ASCII), incarnation), joinData);
    }

    static ViewProposal proposal(byte[] bytes) throws MalformedMessage {
        DirectBuffer buffer = new UnsafeBuffer(bytes);
        MessageHeaderDecoder header = header(buffer, ProposalDecoder.TEMPLATE_ID);
        ProposalDecoder decoder = new ProposalDecoder();
        decoder.wrapAndApplyHeader(buffer, 0, header);
        ViewId id = viewId(decoder.view());
        ViewId lineage = viewId(decoder.lineage());
        boolean quorum = decoder.quorum() != 0;
        List<PriorView> priors = priors(decoder, buffer);
        List<MemberRecord> members = new ArrayList<>();
        List<Origin> origins = new ArrayList<>();
        for (ProposalDecoder.MembersDecoder member : decoder.members()) {
            origins.add(origin(member.prior(), member.priorRank(), priors.size()));
            byte[] record = allocate(member.recordLength(), buffer);
            member.getRecord(record, 0, record.length);
            members.add(record(record));
        }
        List<Incarnation> excluded = new ArrayList<>();
        for (ProposalDecoder.ExcludedDecoder incarnation : decoder.excluded()) {
            excluded.add(incarnation(incarnation.incarnation()));
        }
        if (members.size() > MembershipConfig.MAX_MEMBERS) {
            throw new MalformedMessage("a view of " + members.size() + " members");
        }
        return new ViewProposal(id, lineage, priors, members, origins, quorum, excluded);
    }

    private static Origin origin(int prior, int rank, int priors) throws MalformedMessage {
        if (prior >= priors || (prior < 0) != (rank < 0)) {
            throw new MalformedMessage("rank " + rank + " of view " + prior + " among " + priors);
        }
        return prior < 0 ? Origin.NEWCOMER : new Origin(prior, rank);
    }

    private static List<PriorView> priors(ProposalDecoder decoder, DirectBuffer buffer) throws MalformedMessage {
        List<PriorView> priors = new ArrayList<>();
        for (ProposalDecoder.PriorsDecoder prior : decoder.priors()) {
            ViewId view = viewId(prior.view());
            List<Member> left = new ArrayList<>();
            for (ProposalDecoder.PriorsDecoder.LeftDecoder member : prior.left()) {
                Incarnation incarnation = incarnation(member.incarnation());
                byte[] name = allocate(member.nameLength(), buffer);
                member.getName(name, 0, name.length);
                left.add(new Member(new String(name, StandardCharsets.US_ASCII), incarnation));
            }
            List<byte[]> merged = new ArrayList<>();
            for (ProposalDecoder.PriorsDecoder.MergedDecoder value : prior.merged()) {
                byte[] content = allocate(value.contentLength(), buffer);
                value.getContent(content, 0, content.length);
                merged.add(content);
            }
            priors.add(new PriorView(view, left, merged));
        }
        if (priors.isEmpty()) {
            throw new MalformedMessage("a view that follows none");
        }
        return priors;
    }

    private static MessageHeaderDecoder header(DirectBuffer buffer, int templateId) throws MalformedMessage {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, 0);
        if (header.templateId() != templateId) {
            throw new MalformedMessage("template " + header.templateId() + " where " + templateId + " belongs");
        }
        return header;
    }

    /** Makes room for data whose length somebody else wrote: never more than the frame can hold. */
    static byte[] allocate(int length, DirectBuffer frame) throws MalformedMessage {
        if (length < 0 || length > frame.capacity()) {
            throw new MalformedMessage("data of " + length + " bytes in a frame of " + frame.capacity());
        }
        return new byte[length];
    }

    static Incarnation incarnation(IncarnationIdDecoder decoder) {
        return new Incarnation(decoder.high(), decoder.low());
    }

    static ViewId viewId(ViewIdentDecoder decoder) {
        return new ViewId(
                decoder.counter(), decoder.round(), new Incarnation(decoder.proposerHigh(), decoder.proposerLow()));
    }
}
