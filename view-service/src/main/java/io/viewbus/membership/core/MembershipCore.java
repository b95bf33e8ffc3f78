/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.membership.core.Message.Ask;
import io.viewbus.membership.core.Message.Commit;
import io.viewbus.membership.core.Message.Connect;
import io.viewbus.membership.core.Message.Gone;
import io.viewbus.membership.core.Message.Heartbeat;
import io.viewbus.membership.core.Message.Info;
import io.viewbus.membership.core.Message.Join;
import io.viewbus.membership.core.Message.Leave;
import io.viewbus.membership.core.Message.Nack;
import io.viewbus.membership.core.Message.Prepare;
import io.viewbus.membership.core.Message.Propose;
import io.viewbus.membership.core.Message.Query;
import io.viewbus.membership.core.Message.Ready;
import io.viewbus.membership.core.Message.Refusal;
import io.viewbus.membership.core.Message.State;
import io.viewbus.membership.detector.HeartbeatDetector;
import io.viewbus.observe.Counter;
import io.viewbus.observe.Links;
import io.viewbus.observe.Traffic;
import io.viewbus.observe.ViewChange.Cause;
import io.viewbus.spi.membership.ViewParticipant;
import io.viewbus.spi.observe.CounterBoard;
import io.viewbus.spi.trace.Trace;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.ViewId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The membership of one process, from asking to be let in to the end: a single-threaded state machine that sees no clock, no
 * socket and no thread. Inputs are {@link #onMessage}, {@link #onTick} and the commands; outputs go to the {@link Outbox}, the
 * participants and the {@link MembershipListener}.
 *
 * <p>This class routes messages; the rules live in {@link Acceptor}, {@link Proposer}, {@link Change}, {@link Lifecycle} and
 * their helpers. The protocol is that of {@code docs/PROTOCOL.md}: single-decree agreement (Paxos) on the successor of each view,
 * in which to accept means to hold everything that the successor needs.
 */
public final class MembershipCore implements Message.Visitor {

    /** Between messages only time goes on, and no limit is finer than this part of a heartbeat. */
    private static final int REVIEWS_PER_HEARTBEAT = 8;

    private final MemberContext context;
    private final Joins joins;
    private final Founding founding;
    private final Admission admission;
    private final SelfDoubt doubt;
    private final Pulse pulse;
    private final Lifecycle lifecycle;
    private final Rivals rivals;
    private final Twins twins;
    private final Change change;
    private final Answers answers;
    private final Voting voting;
    private Incarnation from;
    private boolean reviewDue = true;
    private long reviewedNs;

    /**
     * Makes a core that will ask to be let in at its first tick.
     *
     * @param config the settings
     * @param self this process
     * @param participants what takes part in view changes, by ascending id
     * @param outbox where messages go
     * @param listener who hears of views and of the end
     * @param trace where steps are traced
     * @param counters where this member counts
     */
    public MembershipCore(
            MembershipConfig config,
            Member self,
            List<ViewParticipant> participants,
            Outbox outbox,
            MembershipListener listener,
            Trace trace,
            CounterBoard counters) {
        HeartbeatDetector detector = new HeartbeatDetector(config.suspectNs(), config.heartbeatNs() / 2);
        Participants all = new Participants(participants, self.incarnation());
        context = new MemberContext(config, self, all, detector, outbox, listener, trace, counters);
        Acceptor acceptor = new Acceptor(context);
        Decisions decisions = new Decisions(context.partitions.excludes(), trace);
        joins = new Joins(2 * config.suspectNs(), trace);
        founding = new Founding(context, joins);
        admission = new Admission(context, joins);
        doubt = new SelfDoubt(context);
        pulse = new Pulse(context, joins);
        answers = new Answers(context, decisions);
        lifecycle = new Lifecycle(context, doubt);
        rivals = new Rivals(context);
        twins = new Twins(context, pulse, lifecycle);
        change = new Change(context, acceptor, decisions, joins, admission, founding, lifecycle, doubt, rivals);
        voting = new Voting(context, acceptor, joins, founding, answers, change);
        from = self.incarnation();
    }

    /**
     * Takes a message of another process of this cluster, which may have the incarnation of this one although none should.
     *
     * @param sender who sent it
     * @param message the message
     */
    public void onMessage(Incarnation sender, Message message) {
        if (context.phase() == MembershipPhase.DONE) {
            context.mark(MembershipMark.MESSAGE_AFTER_THE_END);
            return;
        }
        if (context.isMe(sender)) {
            twins.onTwin(message);
            return;
        }
        from = sender;
        reviewDue |= !(message instanceof Heartbeat) || context.isSuspected(sender);
        context.detector.onHeard(sender);
        message.accept(this);
    }

    /**
     * Lets time pass and makes progress. Called in each turn of the agent.
     *
     * @param nowNs the time of the clock
     */
    public void onTick(long nowNs) {
        if (context.phase() == MembershipPhase.DONE) {
            return;
        }
        long gapNs = context.detector.onTick(nowNs);
        if (gapNs > context.config.suspectNs() / 2 && context.phase().hasView()) {
            doubt.onPause(gapNs, pulse.nextHeartbeat());
            pulse.beatNow();
        }
        boolean review = isReviewDue();
        if (review) {
            context.suspicions.review();
            joins.expire(context.nowNs());
        }
        pulse.doWork(lifecycle.isLeaving());
        doubt.maybeEnd();
        reviewDue |= change.doWork(review);
        lifecycle.doWork();
    }

    private boolean isReviewDue() {
        long nowNs = context.nowNs();
        if (!reviewDue && nowNs - reviewedNs < context.config.heartbeatNs() / REVIEWS_PER_HEARTBEAT) {
            return false;
        }
        reviewDue = false;
        reviewedNs = nowNs;
        return true;
    }

    /** Starts to leave gracefully. Idempotent. */
    public void leave() {
        reviewDue = true;
        lifecycle.leave();
    }

    /**
     * Ends at once because this member cannot go on; the others will notice its silence.
     *
     * @param cause why
     */
    public void fail(ClusterException cause) {
        lifecycle.end(cause);
    }

    /**
     * Takes evidence against a member from a participant.
     *
     * @param member whom it is about
     * @param cause what it says
     */
    public void onEvidence(Incarnation member, Cause cause) {
        if (context.isMember(member)) {
            reviewDue = true;
            context.suspicions.giveUpOn(member, cause);
        } else {
            context.mark(MembershipMark.EVIDENCE_AGAINST_A_STRANGER);
        }
    }

    /**
     * Takes back what a participant held against a member.
     *
     * @param member whose data can be read again
     */
    public void onEvidenceWithdrawn(Incarnation member) {
        reviewDue = true;
        context.suspicions.withdraw(member);
    }

    /**
     * Returns where this member stands.
     *
     * @return the phase
     */
    public MembershipPhase phase() {
        return context.phase();
    }

    /**
     * Returns the time that participants should see: it stands still while this process does.
     *
     * @return observed nanoseconds
     */
    public long nowNs() {
        return context.nowNs();
    }

    /**
     * Looks at how the members of the view hear each other.
     *
     * @param traffic what participants know of a member
     * @return the links; without any before the first view
     */
    public Links links(Function<Member, Traffic> traffic) {
        return change.evidence().links(traffic);
    }

    @Override
    public void onHeartbeat(Heartbeat message) {
        context.counters.increment(Counter.HEARTBEATS_RECEIVED);
        context.detector.onHeartbeat(from, message.seq());
        founding.onClusterHeard();
        lifecycle.onHeartbeat(from, message);
        if (!context.phase().hasView()) {
            context.mark(MembershipMark.HEARTBEAT_WITHOUT_A_VIEW);
            return;
        }
        context.suspicions.onHeartbeat(from, message);
        doubt.onHeartbeat(from, message);
        rivals.onHeartbeat(message);
        if (context.isMember(from)) {
            answers.onOtherView(from, message.view());
        } else if (!context.partitions.excludes()) {
            context.mark(MembershipMark.PART_HEARD);
            joins.onPartHeard(context.nowNs());
        } else if (message.view().compareTo(context.viewId()) < 0) {
            answers.onLeftBehind(message.view(), message.lineage());
        } else {
            context.mark(MembershipMark.HEARTBEAT_FROM_AHEAD);
        }
    }

    @Override
    public void onJoin(Join message) {
        if (!message.record().incarnation().equals(from)) {
            context.mark(MembershipMark.JOIN_FOR_ANOTHER);
            return;
        }
        ViewProposal view = context.view();
        boolean elsewhere = !message.view().equals(ViewId.NONE);
        if (view != null && view.contains(from) && !elsewhere) {
            onJoinOfMember(view);
            return;
        }
        if (elsewhere
                && (context.partitions.excludes()
                        || context.isMember(from)
                        || !context.phase().hasView())) {
            // A member only speaks so to other parts, and this process is none.
            context.mark(MembershipMark.JOIN_FOR_OTHER_PARTS);
            return;
        }
        joins.onJoin(message, context.nowNs());
        if (!elsewhere && context.phase().hasView() && context.turn() == 0) {
            admission.answer(message);
        }
    }

    /** It has not heard that it was let in. Whoever knows tells it: until then it counts as a member and cannot act as one. */
    private void onJoinOfMember(ViewProposal view) {
        if (twins.isTwin(from)) {
            context.mark(MembershipMark.JOIN_OF_A_TWIN);
            admission.refuseTwin(from);
        } else {
            context.mark(MembershipMark.JOIN_OF_A_MEMBER);
            answers.sendSuccessor(view.prior());
        }
    }

    @Override
    public void onRefusal(Refusal message) {
        if (context.phase() == MembershipPhase.STARTING && context.isMe(message.joiner())) {
            context.mark(MembershipMark.REFUSED);
            lifecycle.end(new ClusterException.JoinFailed(message.reason(), message.retryable()));
        } else {
            context.mark(MembershipMark.REFUSAL_FOR_ANOTHER);
        }
    }

    @Override
    public void onLeave(Leave message) {
        if (context.isMember(from)) {
            change.onLeave(from);
        } else {
            context.mark(MembershipMark.LEAVE_OF_A_STRANGER);
        }
        answers.onOtherView(from, message.view());
    }

    @Override
    public void onConnect(Connect message) {
        voting.onConnect(from, message);
    }

    @Override
    public void onMesh(Message.Mesh message) {
        change.onMesh(from, message);
    }

    @Override
    public void onPrepare(Prepare message) {
        voting.onPrepare(from, message);
    }

    @Override
    public void onState(State message) {
        voting.onState(from, message);
    }

    @Override
    public void onNack(Nack message) {
        voting.onNack(from, message);
    }

    @Override
    public void onPropose(Propose message) {
        voting.onPropose(message);
    }

    @Override
    public void onReady(Ready message) {
        voting.onReady(from, message);
    }

    @Override
    public void onCommit(Commit message) {
        change.onCommit(message);
    }

    @Override
    public void onAsk(Ask message) {
        answers.sendSuccessor(message.view());
    }

    @Override
    public void onGone(Gone message) {
        ViewProposal view = context.view();
        boolean mine = view != null
                && view.id().equals(message.view())
                && view.lineage().equals(message.lineage());
        if (mine && context.phase().hasView()) {
            context.mark(MembershipMark.GONE);
            lifecycle.excluded();
        } else {
            context.mark(MembershipMark.GONE_FOR_OTHERS);
        }
    }

    @Override
    public void onQuery(Query message) {
        if (context.phase().hasView() && context.turn() == 0) {
            answers.describe(message.since());
        } else {
            context.mark(MembershipMark.QUERY_FOR_ANOTHER);
        }
    }

    @Override
    public void onInfo(Info message) {
        // Only observers ask.
        context.mark(MembershipMark.INFO_FOR_OBSERVERS);
    }

    /**
     * Returns the installed view.
     *
     * @return the view as it was agreed on, null before the first
     */
    public @Nullable ViewProposal view() {
        return context.view();
    }
}
