/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.membership.core.Message.Commit;
import io.viewbus.membership.core.Message.Nack;
import io.viewbus.membership.core.Message.Prepare;
import io.viewbus.membership.core.Message.Propose;
import io.viewbus.membership.core.Message.Ready;
import io.viewbus.membership.core.Message.State;
import io.viewbus.view.Incarnation;
import io.viewbus.view.ViewId;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Leads one ballot at a time: gathers promises from all of an electorate, proposes exactly one value, and decides it
 * when a quorum is ready (VS-16, VS-19, VS-21). Safety needs no clock; the clock only decides whom to stop waiting for.
 */
final class Proposer {

    private final MemberContext context;
    private final Acceptor acceptor;
    private final Electorate electorate;
    private final Function<Incarnation, ViewId> viewOf;
    private final TreeMap<Incarnation, State> states = new TreeMap<>();
    private final TreeSet<Incarnation> ready = new TreeSet<>();
    private final Backoff backoff;
    private ProposerStage stage = ProposerStage.IDLE;
    private Ballot ballot = Ballot.NONE;
    private ViewId prior = ViewId.NONE;
    private List<MemberRecord> asked = List.of();
    private List<ViewId> views = List.of();
    private Set<Incarnation> leavers = Set.of();
    private ViewId givesWayTo = ViewId.NONE;
    private @Nullable ViewProposal proposal;
    private long startedNs;
    private long sentNs;

    Proposer(MemberContext context, Acceptor acceptor, Electorate electorate, Function<Incarnation, ViewId> viewOf) {
        this.context = context;
        this.acceptor = acceptor;
        this.electorate = electorate;
        this.viewOf = viewOf;
        this.backoff = new Backoff(context.config.prepareNs(), context.self.incarnation());
    }

    private void enter(ProposerStage next) {
        context.mark(Move.require(StageMove.values(), stage, next));
        stage = next;
    }

    boolean isIdle() {
        return stage == ProposerStage.IDLE;
    }

    boolean mayStart() {
        return stage == ProposerStage.IDLE && backoff.isOver(context.nowNs());
    }

    /**
     * Starts a ballot.
     *
     * @param respondents everybody who must answer: unsuspected members of the view, and newcomers
     * @param leaving those of them who want to leave
     */
    void start(List<MemberRecord> respondents, Set<Incarnation> leaving) {
        start(respondents, leaving, ViewId.NONE);
    }

    /**
     * Starts a ballot that gives the cluster up if nobody has anything to lose.
     *
     * @param respondents the unsuspected members of the view
     * @param other the lineage of the cluster that goes on
     */
    void startDissolution(List<MemberRecord> respondents, ViewId other) {
        start(respondents, Set.of(), other);
    }

    private void start(List<MemberRecord> respondents, Set<Incarnation> leaving, ViewId other) {
        givesWayTo = other;
        ballot = new Ballot(acceptor.nextRound(), context.me());
        prior = context.viewId();
        asked = List.copyOf(respondents);
        views = asked.stream().map(record -> viewOf.apply(record.incarnation())).toList();
        leavers = new TreeSet<>(leaving);
        states.clear();
        ready.clear();
        proposal = null;
        enter(ProposerStage.GATHERING);
        startedNs = context.nowNs();
        sendPrepare();
    }

    private void sendPrepare() {
        sentNs = context.nowNs();
        Prepare prepare = new Prepare(
                ballot, prior, asked.stream().map(MemberRecord::incarnation).toList(), views);
        context.send(prepare);
        State own = acceptor.onPrepare(prepare);
        if (own == null) {
            context.mark(MembershipMark.OWN_BALLOT_DECLINED);
            retreat();
        } else {
            onState(context.me(), own);
        }
    }

    void onState(Incarnation from, State state) {
        if (stage != ProposerStage.GATHERING
                || !state.ballot().equals(ballot)
                || !state.prior().equals(prior)) {
            context.mark(MembershipMark.STATE_OF_OTHER_BALLOT);
            return;
        }
        boolean wasAsked =
                asked.stream().anyMatch(record -> record.incarnation().equals(from));
        if (wasAsked && isTrusted(from, state.installed())) {
            states.put(from, state);
        } else {
            context.mark(MembershipMark.STATE_NOT_TRUSTED);
        }
    }

    /** A member that has not heard of its admission has no memory of ballots yet: it counts once it installed the view. */
    private boolean isTrusted(Incarnation from, boolean installed) {
        return installed || !context.isMember(from);
    }

    void onReady(Incarnation from, Ready message) {
        if (stage == ProposerStage.PROPOSED
                && isTrusted(from, message.installed())
                && message.ballot().equals(ballot)
                && isOfTheProposal(message)) {
            ready.add(from);
            context.suspicions.onAnswer(from);
        } else {
            context.mark(MembershipMark.READY_NOT_COUNTED);
        }
    }

    /** Of the views that a merge follows, the answers name the latest, which need not be this member's own. */
    private boolean isOfTheProposal(Ready message) {
        return proposal != null && message.prior().equals(proposal.prior());
    }

    void onNack(Nack nack) {
        acceptor.sawRound(nack.promised().round());
        if (stage != ProposerStage.IDLE && nack.ballot().equals(ballot)) {
            context.mark(MembershipMark.BALLOT_DECLINED);
            retreat();
        } else {
            context.mark(MembershipMark.NACK_OF_OTHER_BALLOT);
        }
    }

    /** Gives the ballot up; somebody has promised a higher one. */
    private void retreat() {
        enter(ProposerStage.IDLE);
        backoff.failed(context.nowNs());
        acceptor.proposerActed();
    }

    /**
     * Makes progress.
     *
     * @return the decided value, once
     */
    @Nullable
    Commit doWork() {
        if (stage == ProposerStage.IDLE) {
            return null;
        }
        if (!acceptor.promised().equals(ballot)) {
            context.mark(MembershipMark.OWN_BALLOT_OVERTAKEN);
            retreat();
            return null;
        }
        acceptor.proposerActed();
        if (stage == ProposerStage.GATHERING) {
            gather();
            return null;
        }
        return decideIfReady();
    }

    private void gather() {
        if (asked.stream().anyMatch(record -> context.isSuspected(record.incarnation()))) {
            context.mark(MembershipMark.RESPONDENT_SUSPECTED);
            restartWithout(context::isSuspected);
        } else if (states.size() == asked.size()) {
            propose();
        } else if (context.nowNs() - startedNs > context.config.readyNs()) {
            context.mark(MembershipMark.PROMISE_TOO_LATE);
            restartWithout(process -> !states.containsKey(process));
        } else if (context.nowNs() - sentNs >= resendNs()) {
            context.mark(MembershipMark.PREPARE_REPEATED);
            sendPrepare();
        }
    }

    /**
     * Starts over with a smaller electorate; within a ballot it never shrinks (VS-16). A proposer that lags itself steps aside
     * where that ends it; where every part goes on it stays.
     */
    private void restartWithout(Predicate<Incarnation> late) {
        Predicate<Incarnation> lost =
                process -> late.test(process) && (context.partitions.excludes() || !context.isMe(process));
        asked.stream().map(MemberRecord::incarnation).filter(lost).forEach(context.suspicions::giveUpOn);
        List<MemberRecord> rest = asked.stream()
                .filter(record -> !lost.test(record.incarnation()))
                .toList();
        enter(ProposerStage.IDLE);
        if (electorate.isQuorum(
                prior,
                process -> rest.stream().anyMatch(record -> record.incarnation().equals(process)))) {
            context.mark(MembershipMark.BALLOT_WITH_FEWER);
            start(rest, leavers, givesWayTo);
        } else {
            context.mark(MembershipMark.BALLOT_WITHOUT_QUORUM);
            backoff.failed(context.nowNs());
        }
    }

    private void propose() {
        ViewProposal value = highestAccepted();
        boolean adopted = value != null;
        if (value == null) {
            value = build();
        } else {
            context.mark(MembershipMark.VALUE_ADOPTED);
        }
        if (!adopted && !context.canRun(value)) {
            context.mark(MembershipMark.CANNOT_RUN_NOT_PROPOSED);
            retreat();
            return;
        }
        proposal = value;
        enter(ProposerStage.PROPOSED);
        startedNs = context.nowNs();
        sendPropose(value);
    }

    private ViewProposal build() {
        ViewProposal view = context.view();
        boolean nothingToLose = states.values().stream().noneMatch(State::history);
        return view != null && !givesWayTo.equals(ViewId.NONE) && nothingToLose
                ? ViewProposal.dissolution(
                        new ViewId(view.id().counter() + 1, ballot.round(), ballot.proposer()), view, givesWayTo)
                : new ProposalBuilder(context, asked, views, leavers, states).build(ballot);
    }

    private void sendPropose(ViewProposal value) {
        sentNs = context.nowNs();
        Propose propose = new Propose(ballot, value);
        context.send(propose);
        acceptor.onPropose(propose);
    }

    /** Returns the accepted value of the highest ballot among the answers: it may have been decided (VS-19). */
    private @Nullable ViewProposal highestAccepted() {
        if (!context.partitions.adopts(prior)) {
            return null;
        }
        Ballot highest = Ballot.NONE;
        ViewProposal value = null;
        for (State state : states.values()) {
            ViewProposal accepted = state.accepted();
            boolean follows = accepted != null && accepted.prior().equals(prior);
            if (follows && highest.isBelow(state.acceptedBallot())) {
                highest = state.acceptedBallot();
                value = accepted;
            }
        }
        return value;
    }

    private @Nullable Commit decideIfReady() {
        ViewProposal value = proposal;
        if (value == null) {
            return null;
        }
        if (isDecidable(value)) {
            enter(ProposerStage.IDLE);
            context.mark(MembershipMark.DECIDED);
            backoff.succeeded();
            return new Commit(value, false);
        }
        if (context.nowNs() - startedNs > context.config.readyNs()) {
            context.mark(MembershipMark.READY_TOO_LATE);
            restartWithout(process -> value.contains(process) && !ready.contains(process));
        } else if (context.nowNs() - sentNs >= resendNs()) {
            context.mark(MembershipMark.PROPOSE_REPEATED);
            sendPropose(value);
        }
        return null;
    }

    private boolean isDecidable(ViewProposal value) {
        boolean selfReady = !value.contains(context.me()) || ready.contains(context.me());
        return selfReady
                && electorate.isQuorum(prior, ready::contains)
                && context.partitions.isDecided(value, ready::contains, context::isSuspected);
    }

    void reset() {
        if (stage != ProposerStage.IDLE) {
            context.mark(MembershipMark.BALLOT_SUPERSEDED);
            enter(ProposerStage.IDLE);
        }
        backoff.succeeded();
    }

    private long resendNs() {
        return context.config.prepareNs() / 4;
    }
}
