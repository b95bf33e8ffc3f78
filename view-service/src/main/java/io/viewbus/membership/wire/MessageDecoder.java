/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.wire;

import static io.viewbus.membership.wire.NestedDecoder.allocate;
import static io.viewbus.membership.wire.NestedDecoder.incarnation;
import static io.viewbus.membership.wire.NestedDecoder.viewId;

import io.viewbus.membership.core.Ballot;
import io.viewbus.membership.core.MemberRecord;
import io.viewbus.membership.core.Message;
import io.viewbus.membership.core.Message.Ask;
import io.viewbus.membership.core.Message.Commit;
import io.viewbus.membership.core.Message.Connect;
import io.viewbus.membership.core.Message.Gone;
import io.viewbus.membership.core.Message.Heartbeat;
import io.viewbus.membership.core.Message.Info;
import io.viewbus.membership.core.Message.Join;
import io.viewbus.membership.core.Message.Leave;
import io.viewbus.membership.core.Message.Mesh;
import io.viewbus.membership.core.Message.Nack;
import io.viewbus.membership.core.Message.Prepare;
import io.viewbus.membership.core.Message.Propose;
import io.viewbus.membership.core.Message.Query;
import io.viewbus.membership.core.Message.Ready;
import io.viewbus.membership.core.Message.Refusal;
import io.viewbus.membership.core.Message.State;
import io.viewbus.membership.wire.sbe.AskDecoder;
import io.viewbus.membership.wire.sbe.BallotIdentDecoder;
import io.viewbus.membership.wire.sbe.CommitDecoder;
import io.viewbus.membership.wire.sbe.ConnectDecoder;
import io.viewbus.membership.wire.sbe.GoneDecoder;
import io.viewbus.membership.wire.sbe.HeartbeatDecoder;
import io.viewbus.membership.wire.sbe.InfoDecoder;
import io.viewbus.membership.wire.sbe.JoinDecoder;
import io.viewbus.membership.wire.sbe.LeaveDecoder;
import io.viewbus.membership.wire.sbe.MeshDecoder;
import io.viewbus.membership.wire.sbe.MessageHeaderDecoder;
import io.viewbus.membership.wire.sbe.NackDecoder;
import io.viewbus.membership.wire.sbe.PrepareDecoder;
import io.viewbus.membership.wire.sbe.ProposeDecoder;
import io.viewbus.membership.wire.sbe.QueryDecoder;
import io.viewbus.membership.wire.sbe.ReadyDecoder;
import io.viewbus.membership.wire.sbe.RefusalDecoder;
import io.viewbus.membership.wire.sbe.StateDecoder;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PartitionPolicy;
import io.viewbus.view.ViewId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Reads messages as the SBE schema {@code membership.xml} describes them. Not thread-safe. */
public final class MessageDecoder {

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UnsafeBuffer frame = new UnsafeBuffer(0, 0);
    /** Nearly all messages are heartbeats. */
    private final HeartbeatDecoder heartbeat = new HeartbeatDecoder();

    /**
     * Reads a message.
     *
     * @param buffer holds it, with its header
     * @param offset where it starts
     * @param length its length in bytes
     * @return the message, or null if the bytes are not one
     */
    public @Nullable Message decode(DirectBuffer buffer, int offset, int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return null;
        }
        frame.wrap(buffer, offset, length);
        header.wrap(frame, 0);
        try {
            return decode();
        } catch (MalformedMessage | IndexOutOfBoundsException | IllegalArgumentException e) {
            // Anybody on the network can send anything; the caller drops it.
            return null;
        }
    }

    private @Nullable Message decode() throws MalformedMessage {
        return switch (header.templateId()) {
            case HeartbeatDecoder.TEMPLATE_ID -> heartbeat(heartbeat.wrapAndApplyHeader(frame, 0, header));
            case JoinDecoder.TEMPLATE_ID -> join(new JoinDecoder().wrapAndApplyHeader(frame, 0, header));
            case RefusalDecoder.TEMPLATE_ID -> refusal(new RefusalDecoder().wrapAndApplyHeader(frame, 0, header));
            case LeaveDecoder.TEMPLATE_ID ->
                new Leave(viewId(
                        new LeaveDecoder().wrapAndApplyHeader(frame, 0, header).view()));
            case ConnectDecoder.TEMPLATE_ID -> connect(new ConnectDecoder().wrapAndApplyHeader(frame, 0, header));
            case MeshDecoder.TEMPLATE_ID -> mesh(new MeshDecoder().wrapAndApplyHeader(frame, 0, header));
            case PrepareDecoder.TEMPLATE_ID -> prepare(new PrepareDecoder().wrapAndApplyHeader(frame, 0, header));
            case StateDecoder.TEMPLATE_ID -> state(new StateDecoder().wrapAndApplyHeader(frame, 0, header));
            case NackDecoder.TEMPLATE_ID -> nack(new NackDecoder().wrapAndApplyHeader(frame, 0, header));
            case ProposeDecoder.TEMPLATE_ID -> propose(new ProposeDecoder().wrapAndApplyHeader(frame, 0, header));
            case ReadyDecoder.TEMPLATE_ID -> ready(new ReadyDecoder().wrapAndApplyHeader(frame, 0, header));
            case CommitDecoder.TEMPLATE_ID -> commit(new CommitDecoder().wrapAndApplyHeader(frame, 0, header));
            case AskDecoder.TEMPLATE_ID ->
                new Ask(viewId(
                        new AskDecoder().wrapAndApplyHeader(frame, 0, header).view()));
            case GoneDecoder.TEMPLATE_ID -> gone(new GoneDecoder().wrapAndApplyHeader(frame, 0, header));
            case QueryDecoder.TEMPLATE_ID ->
                new Query(
                        new QueryDecoder().wrapAndApplyHeader(frame, 0, header).since());
            case InfoDecoder.TEMPLATE_ID -> info(new InfoDecoder().wrapAndApplyHeader(frame, 0, header));
            default -> null;
        };
    }

    private static Message heartbeat(HeartbeatDecoder decoder) {
        HeartbeatDecoder.HeardDecoder heard = decoder.heard();
        long[] seqs = new long[heard.count()];
        for (int rank = 0; rank < seqs.length; rank++) {
            seqs[rank] = heard.next().seq();
        }
        return new Heartbeat(
                viewId(decoder.view()), viewId(decoder.lineage()), decoder.seq(), decoder.wedged() != 0, seqs);
    }

    private Message join(JoinDecoder decoder) throws MalformedMessage {
        List<Integer> participants = new ArrayList<>();
        for (JoinDecoder.ParticipantsDecoder participant : decoder.participants()) {
            participants.add(participant.participantId());
        }
        byte[] record = allocate(decoder.recordLength(), frame);
        decoder.getRecord(record, 0, record.length);
        return new Join(
                decoder.protocolVersion(),
                decoder.partitionable() != 0 ? PartitionPolicy.PARTITIONABLE : PartitionPolicy.PRIMARY,
                participants,
                NestedDecoder.record(record),
                viewId(decoder.view()));
    }

    private Message refusal(RefusalDecoder decoder) throws MalformedMessage {
        byte[] reason = allocate(decoder.reasonLength(), frame);
        decoder.getReason(reason, 0, reason.length);
        return new Refusal(
                incarnation(decoder.joiner()), decoder.retryable() != 0, new String(reason, StandardCharsets.UTF_8));
    }

    private Message connect(ConnectDecoder decoder) throws MalformedMessage {
        List<MemberRecord> candidates = new ArrayList<>();
        for (ConnectDecoder.CandidatesDecoder candidate : decoder.candidates()) {
            byte[] record = allocate(candidate.recordLength(), frame);
            candidate.getRecord(record, 0, record.length);
            candidates.add(NestedDecoder.record(record));
        }
        return new Connect(decoder.attempt(), candidates);
    }

    private static Message mesh(MeshDecoder decoder) {
        Incarnation proposer = incarnation(decoder.proposer());
        List<Incarnation> linked = new ArrayList<>();
        for (MeshDecoder.LinkedDecoder member : decoder.linked()) {
            linked.add(incarnation(member.incarnation()));
        }
        return new Mesh(proposer, decoder.attempt(), linked);
    }

    private static Message prepare(PrepareDecoder decoder) {
        List<Incarnation> electorate = new ArrayList<>();
        List<ViewId> views = new ArrayList<>();
        for (PrepareDecoder.ElectorateDecoder member : decoder.electorate()) {
            electorate.add(incarnation(member.incarnation()));
            views.add(viewId(member.view()));
        }
        return new Prepare(ballot(decoder.ballot()), viewId(decoder.prior()), electorate, views);
    }

    private Message state(StateDecoder decoder) throws MalformedMessage {
        List<byte[]> states = new ArrayList<>();
        for (StateDecoder.StatesDecoder state : decoder.states()) {
            byte[] contribution = allocate(state.contributionLength(), frame);
            state.getContribution(contribution, 0, contribution.length);
            states.add(contribution);
        }
        List<Member> fellows = new ArrayList<>();
        for (StateDecoder.FellowsDecoder fellow : decoder.fellows()) {
            Incarnation incarnation = incarnation(fellow.incarnation());
            byte[] name = allocate(fellow.nameLength(), frame);
            fellow.getName(name, 0, name.length);
            fellows.add(new Member(new String(name, StandardCharsets.US_ASCII), incarnation));
        }
        byte[] accepted = allocate(decoder.acceptedLength(), frame);
        decoder.getAccepted(accepted, 0, accepted.length);
        return new State(
                ballot(decoder.ballot()),
                viewId(decoder.prior()),
                ballot(decoder.acceptedBallot()),
                accepted.length == 0 ? null : NestedDecoder.proposal(accepted),
                decoder.installed() != 0,
                decoder.history() != 0,
                states,
                fellows);
    }

    private static Message nack(NackDecoder decoder) {
        return new Nack(ballot(decoder.ballot()), ballot(decoder.promised()), viewId(decoder.view()));
    }

    private Message propose(ProposeDecoder decoder) throws MalformedMessage {
        byte[] proposal = allocate(decoder.proposalLength(), frame);
        decoder.getProposal(proposal, 0, proposal.length);
        return new Propose(ballot(decoder.ballot()), NestedDecoder.proposal(proposal));
    }

    private static Message ready(ReadyDecoder decoder) {
        return new Ready(ballot(decoder.ballot()), viewId(decoder.prior()), decoder.installed() != 0);
    }

    private Message commit(CommitDecoder decoder) throws MalformedMessage {
        byte[] proposal = allocate(decoder.proposalLength(), frame);
        decoder.getProposal(proposal, 0, proposal.length);
        return new Commit(NestedDecoder.proposal(proposal), decoder.superseded() != 0);
    }

    private static Message gone(GoneDecoder decoder) {
        return new Gone(viewId(decoder.view()), viewId(decoder.lineage()));
    }

    private Message info(InfoDecoder decoder) throws MalformedMessage {
        byte[] proposal = allocate(decoder.proposalLength(), frame);
        decoder.getProposal(proposal, 0, proposal.length);
        return new Info(NestedDecoder.proposal(proposal), decoder.last() != 0);
    }

    private static Ballot ballot(BallotIdentDecoder decoder) {
        return new Ballot(decoder.round(), new Incarnation(decoder.proposerHigh(), decoder.proposerLow()));
    }
}
