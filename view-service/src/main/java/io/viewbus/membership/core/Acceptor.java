/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.membership.core.Message.Nack;
import io.viewbus.membership.core.Message.Prepare;
import io.viewbus.membership.core.Message.Propose;
import io.viewbus.membership.core.Message.Ready;
import io.viewbus.membership.core.Message.State;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.ViewId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Promises and accepts: the memory of a ballot (VS-17, VS-18, VS-20). To accept is to be ready: whoever accepts a
 * proposal holds everything that it needs. A process without a view promises nothing (VS-17), except while the cluster
 * is founded (VS-30).
 */
final class Acceptor {

    private final MemberContext context;
    private Ballot promised = Ballot.NONE;
    private Ballot acceptedBallot = Ballot.NONE;
    private @Nullable ViewProposal accepted;
    private @Nullable ViewProposal pending;
    private Ballot pendingBallot = Ballot.NONE;
    private boolean readySent;
    private ViewId acceptedLast = ViewId.NONE;
    private BallotState state = BallotState.FREE;
    private long highestRound;
    private long proposerHeardNs;

    Acceptor(MemberContext context) {
        this.context = context;
    }

    Ballot promised() {
        return promised;
    }

    /** Returns when the proposer of the promised ballot was last heard to act, in observed time. */
    long proposerHeardNs() {
        return proposerHeardNs;
    }

    boolean hasAccepted() {
        return accepted != null;
    }

    /** Returns whether the last thing that this process accepted, bound by it or not, was this value. */
    boolean acceptedLast(ViewId proposal) {
        return !proposal.equals(ViewId.NONE) && proposal.equals(acceptedLast);
    }

    /** Returns a round above every round that this incarnation ever used or saw (VS-14). */
    long nextRound() {
        return highestRound + 1;
    }

    void sawRound(long round) {
        highestRound = Math.max(highestRound, round);
    }

    /**
     * Takes the start of a ballot for this member's view.
     *
     * @return the answer, or null if the ballot is declined
     */
    @Nullable
    State onPrepare(Prepare prepare) {
        sawRound(prepare.ballot().round());
        if (isBound(prepare.prior())) {
            if (prepare.ballot().isBelow(promised)) {
                return null;
            }
            promise(prepare.ballot(), prepare.prior());
        }
        context.wedge();
        boolean hasView = context.phase().hasView();
        if (!isBound(prepare.prior())) {
            context.mark(MembershipMark.NEWCOMER_PROMISES_NOTHING);
        }
        boolean remembers = accepted != null && accepted.prior().equals(prepare.prior());
        return new State(
                prepare.ballot(),
                prepare.prior(),
                remembers ? acceptedBallot : Ballot.NONE,
                remembers ? accepted : null,
                hasView,
                hasView && context.participants.hasHistory(),
                hasView ? context.participants.states() : List.of(),
                hasView && !context.viewId().equals(prepare.prior()) ? fellows() : List.of());
    }

    private List<Member> fellows() {
        return context.members().stream().map(MemberRecord::member).toList();
    }

    /** Takes a proposal for this member's view. */
    void onPropose(Propose propose) {
        sawRound(propose.ballot().round());
        ViewProposal proposal = propose.proposal();
        if (isUninvited(propose)) {
            context.mark(MembershipMark.PROPOSE_UNINVITED);
            return;
        }
        if (isBound(proposal.prior())) {
            if (propose.ballot().isBelow(promised)) {
                context.mark(MembershipMark.PROPOSE_DECLINED);
                context.send(new Nack(propose.ballot(), promised, context.viewId()));
                return;
            }
            promise(propose.ballot(), proposal.prior());
        }
        context.wedge();
        prepare(proposal, propose.ballot());
    }

    /** Fetches what the decided view needs. */
    void decided(ViewProposal proposal) {
        enter(BallotState.DECIDED);
        prepare(proposal, Ballot.NONE);
    }

    /** Fetches what a proposal needs, unless that is under way already. */
    private void prepare(ViewProposal proposal, Ballot ballot) {
        boolean sameValue = pending != null && pending.id().equals(proposal.id());
        if (!sameValue) {
            context.mark(MembershipMark.VALUE_HEARD);
            pending = proposal;
            if (!proposal.isDissolution()) {
                context.participants.onProposal(proposal, context.originIn(proposal), context.nowNs());
            }
        }
        if (!ballot.equals(pendingBallot)) {
            pendingBallot = ballot;
            readySent = false;
            startFetching();
        } else if (readySent) {
            context.mark(MembershipMark.READY_REPEATED);
            // Asked again: the answer may have been lost.
            context.send(ready(proposal));
        }
    }

    /**
     * Accepts the pending proposal once everything it needs is here.
     *
     * @return the acceptance, once for each ballot
     */
    @Nullable
    Ready maybeAccept() {
        ViewProposal proposal = pending;
        if (proposal == null || readySent || pendingBallot.equals(Ballot.NONE) || !isAcceptable(proposal)) {
            return null;
        }
        if (isBound(proposal.prior())) {
            if (pendingBallot.isBelow(promised)) {
                context.mark(MembershipMark.ACCEPTANCE_OVERTAKEN);
                return null;
            }
            acceptedBallot = pendingBallot;
            accepted = proposal;
        }
        context.trace.accepted(context.viewId(), proposal.id());
        enter(BallotState.READY);
        acceptedLast = proposal.id();
        readySent = true;
        return ready(proposal);
    }

    /**
     * Giving up needs nothing. Everything else must be held; and a member that knows of deaths does not bind others to a view that
     * would end with them (VS-107).
     */
    private boolean isAcceptable(ViewProposal proposal) {
        boolean held = proposal.isDissolution() || context.participants.isReady();
        boolean runs = !context.phase().hasView() || context.canRun(proposal);
        if (held && !runs) {
            context.mark(MembershipMark.CANNOT_RUN_NOT_ACCEPTED);
        }
        return held && runs;
    }

    private Ready ready(ViewProposal proposal) {
        return new Ready(pendingBallot, proposal.prior(), context.phase().hasView());
    }

    void proposerActed() {
        proposerHeardNs = context.nowNs();
    }

    /** Forgets the ballots of the view that ended; rounds are never forgotten. */
    void reset() {
        promised = Ballot.NONE;
        acceptedBallot = Ballot.NONE;
        accepted = null;
        pending = null;
        pendingBallot = Ballot.NONE;
        readySent = false;
        acceptedLast = ViewId.NONE;
        enter(BallotState.FREE);
    }

    private void enter(BallotState next) {
        context.mark(Move.require(BallotMove.values(), state, next));
        state = next;
    }

    private void startFetching() {
        if (state != BallotState.DECIDED) {
            enter(BallotState.FETCHING);
        }
    }

    /** A process without a view accepts a founding view only if it was asked to take part in the founding. */
    private boolean isUninvited(Propose propose) {
        boolean founding = propose.proposal().prior().equals(ViewId.NONE);
        return founding && !propose.ballot().equals(promised);
    }

    private boolean isBound(ViewId prior) {
        return context.phase().hasView() || prior.equals(ViewId.NONE);
    }

    private void promise(Ballot ballot, ViewId prior) {
        proposerActed();
        if (promised.isBelow(ballot)) {
            promised = ballot;
            Incarnation proposer = ballot.proposer();
            context.trace.promised(prior, ballot.round(), proposer);
            enter(state == BallotState.DECIDED ? state : BallotState.PROMISED);
        }
    }
}
