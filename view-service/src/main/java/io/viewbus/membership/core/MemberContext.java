/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.membership.detector.HeartbeatDetector;
import io.viewbus.spi.membership.Proposal.Origin;
import io.viewbus.spi.observe.CounterBoard;
import io.viewbus.spi.trace.Trace;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.ViewId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the handlers of one member share: who it is, its installed view, its phase, whom it suspects, and the ways out.
 * Only {@link #transitionTo} and {@link #onInstalled} change phase and view.
 */
final class MemberContext {

    final MembershipConfig config;
    final Member self;
    final Participants participants;
    final HeartbeatDetector detector;
    final Trace trace;
    final CounterBoard counters;
    final MembershipListener listener;
    final Suspicions suspicions;
    final Partitions partitions;
    private final Outbox outbox;
    private @Nullable ViewProposal view;
    /** What {@link #mayGoOn} says, and of whom it was suspected. */
    private boolean mayGoOn;

    private long mayGoOnWithout;
    private long wedgedNs;
    private MembershipPhase phase = MembershipPhase.STARTING;

    MemberContext(
            MembershipConfig config,
            Member self,
            Participants participants,
            HeartbeatDetector detector,
            Outbox outbox,
            MembershipListener listener,
            Trace trace,
            CounterBoard counters) {
        this.config = config;
        this.self = self;
        this.participants = participants;
        this.detector = detector;
        this.outbox = outbox;
        this.listener = listener;
        this.trace = trace;
        this.counters = counters;
        this.partitions = Partitions.of(config);
        this.suspicions = new Suspicions(config, self.incarnation(), detector, listener, trace, counters);
    }

    /** Returns whether the transport took it. Whatever matters is said again, so few care. */
    boolean send(Message message) {
        return outbox.send(message);
    }

    long nowNs() {
        return detector.nowNs();
    }

    Incarnation me() {
        return self.incarnation();
    }

    boolean isMe(Incarnation incarnation) {
        return incarnation.equals(me());
    }

    MembershipPhase phase() {
        return phase;
    }

    /** Moves on as the table of {@link PhaseMove} allows. */
    void transitionTo(MembershipPhase next) {
        mark(Move.require(PhaseMove.values(), phase, next));
        phase = next;
    }

    /** Says that this member came to a place of the protocol. */
    void mark(Enum<?> place) {
        trace.mark(place);
    }

    /** Stops progress in the view until the next one is installed. */
    void wedge() {
        if (phase == MembershipPhase.MEMBER) {
            transitionTo(MembershipPhase.WEDGED);
            wedgedNs = nowNs();
            trace.wedged(viewId());
        }
        if (phase == MembershipPhase.WEDGED) {
            participants.onWedge();
        }
    }

    /** Returns for how long progress has stood still; 0 if it does not. */
    long standstillNs() {
        return phase == MembershipPhase.WEDGED ? nowNs() - wedgedNs : 0;
    }

    void onInstalled(ViewProposal installed) {
        transitionTo(MembershipPhase.MEMBER);
        view = installed;
        suspicions.onInstalled(installed);
        learnWhetherItMayGoOn(installed);
    }

    @Nullable
    ViewProposal view() {
        return view;
    }

    ViewId viewId() {
        return view == null ? ViewId.NONE : view.id();
    }

    List<MemberRecord> members() {
        return view == null ? List.of() : view.members();
    }

    boolean isMember(Incarnation incarnation) {
        return view != null && view.contains(incarnation);
    }

    int rankOf(Incarnation incarnation) {
        return view == null ? -1 : view.rankOf(incarnation);
    }

    boolean isSuspected(Incarnation incarnation) {
        return suspicions.isSuspected(incarnation);
    }

    /** Returns where this member comes from, as a proposal sees it. */
    Origin originIn(ViewProposal proposal) {
        return proposal.originOf(viewId(), rankOf(me()));
    }

    List<MemberRecord> unsuspected() {
        return members().stream()
                .filter(member -> !isSuspected(member.incarnation()))
                .toList();
    }

    boolean hasSuspects() {
        return suspicions.suspected() != 0;
    }

    /** Returns whether a participant says that what a process sends does not come through. */
    boolean isLinkBroken(Incarnation process) {
        return suspicions.isLinkBroken(process);
    }

    /** Returns whether those of the installed view that are not suspected may go on in it. */
    boolean mayGoOn() {
        // Asked every few milliseconds, while the answer only changes with who is suspected.
        if (view != null && suspicions.suspected() != mayGoOnWithout) {
            learnWhetherItMayGoOn(view);
        }
        return mayGoOn;
    }

    private void learnWhetherItMayGoOn(ViewProposal installed) {
        mayGoOnWithout = suspicions.suspected();
        mayGoOn = partitions.mayGoOn(installed, member -> !isSuspected(member));
    }

    /** Returns whether those of a proposed view that are not suspected could decide what follows it, as far as something follows. */
    boolean canRun(ViewProposal proposal) {
        return proposal.isDissolution() || partitions.mayGoOn(proposal, member -> !isSuspected(member));
    }

    /** Returns how many unsuspected members rank before this one: 0 for the one that acts. Whoever the others cannot go on with comes last. */
    int turn() {
        int rank = suspicions.isOutside() ? -1 : rankOf(me());
        return rank < 0 ? members().size() : Long.bitCount(~suspicions.suspected() & ((1L << rank) - 1));
    }
}
