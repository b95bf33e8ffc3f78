/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.wire;

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
import io.viewbus.membership.core.ViewProposal;
import io.viewbus.membership.wire.sbe.AskEncoder;
import io.viewbus.membership.wire.sbe.BallotIdentEncoder;
import io.viewbus.membership.wire.sbe.CommitEncoder;
import io.viewbus.membership.wire.sbe.ConnectEncoder;
import io.viewbus.membership.wire.sbe.GoneEncoder;
import io.viewbus.membership.wire.sbe.HeartbeatEncoder;
import io.viewbus.membership.wire.sbe.IncarnationIdEncoder;
import io.viewbus.membership.wire.sbe.InfoEncoder;
import io.viewbus.membership.wire.sbe.JoinEncoder;
import io.viewbus.membership.wire.sbe.LeaveEncoder;
import io.viewbus.membership.wire.sbe.MeshEncoder;
import io.viewbus.membership.wire.sbe.MessageHeaderEncoder;
import io.viewbus.membership.wire.sbe.NackEncoder;
import io.viewbus.membership.wire.sbe.PrepareEncoder;
import io.viewbus.membership.wire.sbe.ProposeEncoder;
import io.viewbus.membership.wire.sbe.QueryEncoder;
import io.viewbus.membership.wire.sbe.ReadyEncoder;
import io.viewbus.membership.wire.sbe.RefusalEncoder;
import io.viewbus.membership.wire.sbe.StateEncoder;
import io.viewbus.membership.wire.sbe.ViewIdentEncoder;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PartitionPolicy;
import io.viewbus.view.ViewId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/** Writes messages as the SBE schema {@code membership.xml} describes them. Not thread-safe. */
public final class MessageEncoder implements Message.Visitor {

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NestedEncoder nested = new NestedEncoder();
    private final HeartbeatEncoder heartbeat = new HeartbeatEncoder();
    private MutableDirectBuffer buffer;
    private int offset;
    private int length;

    /**
     * Makes an encoder.
     *
     * @param scratch where it first writes; replaced by each {@link #encode}
     */
    public MessageEncoder(MutableDirectBuffer scratch) {
        this.buffer = scratch;
    }

    /**
     * Writes a message with its header.
     *
     * @param message the message
     * @param target where to
     * @param targetOffset from which byte on
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if it does not fit
     */
    public int encode(Message message, MutableDirectBuffer target, int targetOffset) {
        buffer = target;
        offset = targetOffset;
        message.accept(this);
        return MessageHeaderEncoder.ENCODED_LENGTH + length;
    }

    @Override
    public void onHeartbeat(Heartbeat message) {
        heartbeat.wrapAndApplyHeader(buffer, offset, header);
        put(heartbeat.view(), message.view());
        put(heartbeat.lineage(), message.lineage());
        heartbeat.seq(message.seq()).wedged(flag(message.wedged()));
        HeartbeatEncoder.HeardEncoder heard = heartbeat.heardCount(message.heard().length);
        for (long seq : message.heard()) {
            heard.next().seq(seq);
        }
        length = heartbeat.encodedLength();
    }

    @Override
    public void onJoin(Join message) {
        JoinEncoder join = new JoinEncoder().wrapAndApplyHeader(buffer, offset, header);
        join.protocolVersion(message.version())
                .partitionable(flag(message.partitions() == PartitionPolicy.PARTITIONABLE));
        put(join.view(), message.view());
        JoinEncoder.ParticipantsEncoder participants =
                join.participantsCount(message.participants().size());
        message.participants().forEach(id -> participants.next().participantId(id));
        byte[] record = nested.encode(message.record());
        join.putRecord(record, 0, record.length);
        length = join.encodedLength();
    }

    @Override
    public void onRefusal(Refusal message) {
        RefusalEncoder refusal = new RefusalEncoder().wrapAndApplyHeader(buffer, offset, header);
        put(refusal.joiner(), message.joiner());
        byte[] reason = message.reason().getBytes(StandardCharsets.UTF_8);
        refusal.retryable(flag(message.retryable())).putReason(reason, 0, reason.length);
        length = refusal.encodedLength();
    }

    @Override
    public void onLeave(Leave message) {
        LeaveEncoder leave = new LeaveEncoder().wrapAndApplyHeader(buffer, offset, header);
        put(leave.view(), message.view());
        length = leave.encodedLength();
    }

    @Override
    public void onConnect(Connect message) {
        ConnectEncoder connect = new ConnectEncoder().wrapAndApplyHeader(buffer, offset, header);
        connect.attempt(message.attempt());
        ConnectEncoder.CandidatesEncoder candidates =
                connect.candidatesCount(message.candidates().size());
        for (MemberRecord candidate : message.candidates()) {
            byte[] record = nested.encode(candidate);
            candidates.next().putRecord(record, 0, record.length);
        }
        length = connect.encodedLength();
    }

    @Override
    public void onMesh(Mesh message) {
        MeshEncoder mesh = new MeshEncoder().wrapAndApplyHeader(buffer, offset, header);
        put(mesh.proposer(), message.proposer());
        mesh.attempt(message.attempt());
        MeshEncoder.LinkedEncoder linked = mesh.linkedCount(message.linked().size());
        message.linked().forEach(incarnation -> put(linked.next().incarnation(), incarnation));
        length = mesh.encodedLength();
    }

    @Override
    public void onPrepare(Prepare message) {
        PrepareEncoder prepare = new PrepareEncoder().wrapAndApplyHeader(buffer, offset, header);
        put(prepare.ballot(), message.ballot());
        put(prepare.prior(), message.prior());
        PrepareEncoder.ElectorateEncoder electorate =
                prepare.electorateCount(message.electorate().size());
        for (int i = 0; i < message.electorate().size(); i++) {
            put(electorate.next().incarnation(), message.electorate().get(i));
            put(electorate.view(), message.views().get(i));
        }
        length = prepare.encodedLength();
    }

    @Override
    public void onState(State message) {
        StateEncoder state = new StateEncoder().wrapAndApplyHeader(buffer, offset, header);
        put(state.ballot(), message.ballot());
        put(state.prior(), message.prior());
        put(state.acceptedBallot(), message.acceptedBallot());
        state.installed(flag(message.installed()));
        state.history(flag(message.history()));
        List<byte[]> contributions = message.states();
        StateEncoder.StatesEncoder states = state.statesCount(contributions.size());
        contributions.forEach(bytes -> states.next().putContribution(bytes, 0, bytes.length));
        StateEncoder.FellowsEncoder fellows =
                state.fellowsCount(message.fellows().size());
        for (Member fellow : message.fellows()) {
            put(fellows.next().incarnation(), fellow.incarnation());
            byte[] name = fellow.name().getBytes(StandardCharsets.US_ASCII);
            fellows.putName(name, 0, name.length);
        }
        ViewProposal acceptedProposal = message.accepted();
        byte[] accepted = acceptedProposal == null ? new byte[0] : nested.encode(acceptedProposal);
        state.putAccepted(accepted, 0, accepted.length);
        length = state.encodedLength();
    }

    @Override
    public void onNack(Nack message) {
        NackEncoder nack = new NackEncoder().wrapAndApplyHeader(buffer, offset, header);
        put(nack.ballot(), message.ballot());
        put(nack.promised(), message.promised());
        put(nack.view(), message.view());
        length = nack.encodedLength();
    }

    @Override
    public void onPropose(Propose message) {
        ProposeEncoder propose = new ProposeEncoder().wrapAndApplyHeader(buffer, offset, header);
        put(propose.ballot(), message.ballot());
        byte[] proposal = nested.encode(message.proposal());
        propose.putProposal(proposal, 0, proposal.length);
        length = propose.encodedLength();
    }

    @Override
    public void onReady(Ready message) {
        ReadyEncoder ready = new ReadyEncoder().wrapAndApplyHeader(buffer, offset, header);
        put(ready.ballot(), message.ballot());
        put(ready.prior(), message.prior());
        ready.installed(flag(message.installed()));
        length = ready.encodedLength();
    }

    @Override
    public void onCommit(Commit message) {
        CommitEncoder commit = new CommitEncoder().wrapAndApplyHeader(buffer, offset, header);
        byte[] proposal = nested.encode(message.proposal());
        commit.superseded(flag(message.superseded())).putProposal(proposal, 0, proposal.length);
        length = commit.encodedLength();
    }

    @Override
    public void onAsk(Ask message) {
        AskEncoder ask = new AskEncoder().wrapAndApplyHeader(buffer, offset, header);
        put(ask.view(), message.view());
        length = ask.encodedLength();
    }

    @Override
    public void onGone(Gone message) {
        GoneEncoder gone = new GoneEncoder().wrapAndApplyHeader(buffer, offset, header);
        put(gone.view(), message.view());
        put(gone.lineage(), message.lineage());
        length = gone.encodedLength();
    }

    @Override
    public void onQuery(Query message) {
        QueryEncoder query = new QueryEncoder().wrapAndApplyHeader(buffer, offset, header);
        length = query.since(message.since()).encodedLength();
    }

    @Override
    public void onInfo(Info message) {
        InfoEncoder info = new InfoEncoder().wrapAndApplyHeader(buffer, offset, header);
        byte[] proposal = nested.encode(message.proposal());
        info.last(flag(message.last())).putProposal(proposal, 0, proposal.length);
        length = info.encodedLength();
    }

    static void put(IncarnationIdEncoder target, Incarnation incarnation) {
        target.high(incarnation.high()).low(incarnation.low());
    }

    static void put(ViewIdentEncoder target, ViewId id) {
        target.counter(id.counter())
                .round(id.round())
                .proposerHigh(id.proposer().high())
                .proposerLow(id.proposer().low());
    }

    private static void put(BallotIdentEncoder target, Ballot ballot) {
        target.round(ballot.round())
                .proposerHigh(ballot.proposer().high())
                .proposerLow(ballot.proposer().low());
    }

    private static short flag(boolean value) {
        return (short) (value ? 1 : 0);
    }
}
