/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.runtime;

import io.viewbus.membership.core.MembershipConfig;
import io.viewbus.membership.core.MembershipCore;
import io.viewbus.membership.core.MembershipListener;
import io.viewbus.membership.core.MembershipPhase;
import io.viewbus.observe.Links;
import io.viewbus.observe.Traffic;
import io.viewbus.spi.membership.ViewParticipant;
import io.viewbus.spi.observe.CounterBoard;
import io.viewbus.spi.trace.Trace;
import io.viewbus.spi.transport.TransportSession;
import io.viewbus.view.ClusterException;
import io.viewbus.view.ClusterException.Failed;
import io.viewbus.view.Member;
import java.util.Comparator;
import java.util.List;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;

/**
 * The loop that turns one member: transport, membership core, participants, in this order. In production a thread of its own
 * calls {@link #doWork}; in the simulator the same loop turns on virtual time. Everything is called on one thread.
 *
 * <p>A member that cannot go on stops (fail-stop): an exception of the transport or of a participant ends this member and never
 * the cluster.
 */
public final class MemberAgent implements Agent {

    private final Member self;
    private final TransportSession session;
    private final NanoClock clock;
    private final List<ViewParticipant> participants;
    private final MembershipCore core;
    private final ControlPlane control;
    private final CounterBoard counters;
    private boolean closed;

    /**
     * Makes the agent of a process that will ask to be let in.
     *
     * @param config the settings
     * @param self this process
     * @param session the open transport; closed by {@link #onClose}
     * @param clock where the time comes from
     * @param participants what takes part in view changes
     * @param listener who hears of views and of the end
     * @param trace where steps are traced
     */
    public MemberAgent(
            MembershipConfig config,
            Member self,
            TransportSession session,
            NanoClock clock,
            List<ViewParticipant> participants,
            MembershipListener listener,
            Trace trace) {
        this(config, self, session, clock, participants, listener, trace, trace);
    }

    /** Makes an agent whose membership core traces elsewhere than the participants. */
    MemberAgent(
            MembershipConfig config,
            Member self,
            TransportSession session,
            NanoClock clock,
            List<ViewParticipant> participants,
            MembershipListener listener,
            Trace trace,
            Trace traceOfCore) {
        this.self = self;
        this.session = session;
        this.clock = clock;
        this.participants = participants.stream()
                .sorted(Comparator.comparingInt(ViewParticipant::id))
                .toList();
        this.counters = session.openCounters();
        this.control = new ControlPlane(config.cluster(), self, session, this.participants, counters);
        this.participants.forEach(participant -> participant.onStart(new AgentContext(
                participant.id(), this, self, session, config.quorum(), config.partitions(), trace, counters)));
        this.core = new MembershipCore(config, self, this.participants, control, listener, traceOfCore, counters);
    }

    /**
     * Turns the loop once.
     *
     * @return how much was done; 0 if nothing
     */
    @Override
    public int doWork() {
        if (isDone()) {
            return 0;
        }
        try {
            return turn();
        } catch (ClusterException e) {
            core.fail(e);
        } catch (RuntimeException e) {
            core.fail(new Failed("member \"" + self.name() + "\" stopped: " + e, e));
        }
        return 1;
    }

    private int turn() {
        int work = control.poll(core);
        core.onTick(clock.nanoTime());
        // By index: an iterator for each turn would be all that a member at full load allocates.
        for (int i = 0; i < participants.size(); i++) {
            work += participants.get(i).doWork(core.nowNs());
        }
        return work;
    }

    /** Starts to leave gracefully; {@link #isDone} tells when it is over. */
    public void leave() {
        core.leave();
    }

    /**
     * Tells whether this member is over: it left, was excluded and told the others what it knew, or failed.
     *
     * @return true if {@link #doWork} does nothing any more
     */
    public boolean isDone() {
        return core.phase() == MembershipPhase.DONE;
    }

    /**
     * Ends at once because the member cannot go on.
     *
     * @param cause why
     */
    public void fail(ClusterException cause) {
        core.fail(cause);
    }

    /**
     * Returns the counters, which may be read from any thread.
     *
     * @return the counters of this member
     */
    public CounterBoard counters() {
        return counters;
    }

    /**
     * Looks at how the members hear each other. On the agent's thread only.
     *
     * @return the links
     */
    public Links links() {
        return core.links(this::trafficOf);
    }

    private Traffic trafficOf(Member member) {
        for (ViewParticipant participant : participants) {
            Traffic traffic = participant.traffic(member);
            if (!traffic.equals(Traffic.NONE)) {
                return traffic;
            }
        }
        return Traffic.NONE;
    }

    MembershipCore core() {
        return core;
    }

    ControlPlane control() {
        return control;
    }

    /** Releases participants and transport. Idempotent. */
    @Override
    public void onClose() {
        if (!closed) {
            closed = true;
            participants.forEach(ViewParticipant::onClose);
            session.close();
        }
    }

    @Override
    public String roleName() {
        return "viewbus-agent-" + self.name();
    }
}
