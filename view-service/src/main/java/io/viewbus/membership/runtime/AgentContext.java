/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.runtime;

import io.viewbus.observe.ViewChange.Cause;
import io.viewbus.spi.membership.ParticipantContext;
import io.viewbus.spi.membership.QuorumPolicy;
import io.viewbus.spi.observe.CounterBoard;
import io.viewbus.spi.trace.Trace;
import io.viewbus.spi.transport.DataStream;
import io.viewbus.spi.transport.FrameHandler;
import io.viewbus.spi.transport.Liveness;
import io.viewbus.spi.transport.LivenessHandler;
import io.viewbus.spi.transport.SendResult;
import io.viewbus.spi.transport.TransportSession;
import io.viewbus.view.ClusterException.Failed;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PartitionPolicy;
import org.agrona.DirectBuffer;

/** What one participant gets of its member. */
final class AgentContext implements ParticipantContext {

    private final int participantId;
    private final MemberAgent agent;
    private final Member self;
    private final TransportSession session;
    private final QuorumPolicy quorum;
    private final PartitionPolicy partitions;
    private final Trace trace;
    private final CounterBoard counters;

    AgentContext(
            int participantId,
            MemberAgent agent,
            Member self,
            TransportSession session,
            QuorumPolicy quorum,
            PartitionPolicy partitions,
            Trace trace,
            CounterBoard counters) {
        this.participantId = participantId;
        this.agent = agent;
        this.self = self;
        this.session = session;
        this.quorum = quorum;
        this.partitions = partitions;
        this.trace = trace;
        this.counters = counters;
    }

    @Override
    public Member self() {
        return self;
    }

    @Override
    public DataStream openData(FrameHandler handler) {
        return session.openData(handler);
    }

    @Override
    public Liveness openLiveness(LivenessHandler handler) {
        return session.openLiveness(handler);
    }

    @Override
    public SendResult sendControl(DirectBuffer buffer, int offset, int length) {
        return agent.control().send(buffer, offset, length);
    }

    @Override
    public int maxControlLength() {
        return agent.control().maxLength();
    }

    @Override
    public void suspect(Incarnation member, Cause cause) {
        agent.core().onEvidence(member, cause);
    }

    @Override
    public void trust(Incarnation member) {
        agent.core().onEvidenceWithdrawn(member);
    }

    @Override
    public void fail(String reason) {
        agent.fail(new Failed(
                "participant " + participantId + " of \"" + self.name() + "\" cannot go on: " + reason, null));
    }

    @Override
    public PartitionPolicy partitions() {
        return partitions;
    }

    @Override
    public QuorumPolicy quorum() {
        return quorum;
    }

    @Override
    public Trace trace() {
        return trace;
    }

    @Override
    public CounterBoard counters() {
        return counters;
    }
}
