/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.membership.core.Message.Ask;
import io.viewbus.membership.core.Message.Connect;
import io.viewbus.membership.core.Message.Nack;
import io.viewbus.membership.core.Message.Prepare;
import io.viewbus.membership.core.Message.Propose;
import io.viewbus.membership.core.Message.Ready;
import io.viewbus.membership.core.Message.State;
import io.viewbus.view.Incarnation;
import io.viewbus.view.ViewId;

/** The messages of a change before its decision: which of them concern this process, and who of it takes them. */
final class Voting {

    private final MemberContext context;
    private final Acceptor acceptor;
    private final Joins joins;
    private final Founding founding;
    private final Answers answers;
    private final Change change;

    Voting(MemberContext context, Acceptor acceptor, Joins joins, Founding founding, Answers answers, Change change) {
        this.context = context;
        this.acceptor = acceptor;
        this.joins = joins;
        this.founding = founding;
        this.answers = answers;
        this.change = change;
    }

    void onConnect(Incarnation from, Connect message) {
        boolean named = message.candidates().stream().anyMatch(record -> context.isMe(record.incarnation()));
        boolean proposing = change.isConnecting() && joins.precedes(context, from);
        if (!named) {
            context.mark(MembershipMark.CONNECT_OF_OTHERS);
        } else if (proposing) {
            context.mark(MembershipMark.CONNECT_WHILE_CONNECTING);
        } else if (context.phase() == MembershipPhase.OUT) {
            context.mark(MembershipMark.CONNECT_WHEN_OUT);
        } else {
            context.participants.onCandidates(message.candidates());
            context.send(new Message.Mesh(from, message.attempt(), Mesh.linkedHere(context, message.candidates())));
        }
    }

    void onPrepare(Incarnation from, Prepare message) {
        if (context.phase() == MembershipPhase.OUT) {
            context.mark(MembershipMark.PREPARE_WHEN_OUT);
            answers.sendSuccessor(message.prior());
            return;
        }
        if (!message.electorate().contains(context.me())
                || !message.ballot().proposer().equals(from)) {
            context.mark(MembershipMark.PREPARE_FOR_OTHERS);
            return;
        }
        ViewId expected = message.views().get(message.electorate().indexOf(context.me()));
        if (!context.partitions.mayTakePart(expected, context.viewId())) {
            declineForeign(message, expected);
            return;
        }
        if (isLetInElsewhere()) {
            context.mark(MembershipMark.PREPARE_AFTER_BEING_LET_IN);
            decline(message.ballot());
            return;
        }
        if (message.prior().equals(ViewId.NONE) && founding.isClusterHeard()) {
            // There is nothing to found where a cluster lives.
            context.mark(MembershipMark.FOUNDING_WHERE_A_CLUSTER_LIVES);
            return;
        }
        State answer = acceptor.onPrepare(message);
        if (answer == null) {
            context.mark(MembershipMark.PREPARE_DECLINED);
        }
        context.send(answer != null ? answer : new Nack(message.ballot(), acceptor.promised(), context.viewId()));
    }

    /** Where every part goes on it cannot be let in a second time: it owes its part to the first, which it installs soon. */
    private boolean isLetInElsewhere() {
        return !context.partitions.excludes() && context.phase() == MembershipPhase.STARTING && change.isDecided();
    }

    private void decline(Ballot ballot) {
        context.send(new Nack(ballot, acceptor.promised(), context.viewId()));
    }

    private void declineForeign(Prepare message, ViewId expected) {
        acceptor.sawRound(message.ballot().round());
        if (answers.sendSuccessor(expected)) {
            context.mark(MembershipMark.PREPARE_OF_AN_ENDED_VIEW);
        } else if (acceptor.acceptedLast(expected)) {
            // Not declined: the ballot is repeated, and by then this process is in the view.
            context.mark(MembershipMark.PREPARE_BEFORE_THE_DECISION);
            answers.ask();
        } else {
            context.mark(MembershipMark.PREPARE_OF_AN_UNKNOWN_VIEW);
            decline(message.ballot());
        }
    }

    void onState(Incarnation from, State message) {
        if (isMine(message.ballot())) {
            change.proposer().onState(from, message);
        }
    }

    void onNack(Incarnation from, Nack message) {
        if (!isMine(message.ballot())) {
            return;
        }
        if (!context.partitions.excludes()) {
            context.mark(MembershipMark.NACK_OF_ANOTHER_PART);
            joins.remove(from);
        } else if (message.view().compareTo(context.viewId()) < 0) {
            context.mark(MembershipMark.NACK_FROM_BEHIND);
            answers.onOtherView(from, message.view());
        } else if (!message.view().equals(context.viewId())) {
            context.mark(MembershipMark.NACK_FROM_AHEAD);
            context.send(new Ask(context.viewId()));
        }
        change.proposer().onNack(message);
    }

    void onPropose(Propose message) {
        if (change.isDecided()) {
            // The acceptor has moved on to the view that was decided, in which this proposal has no place.
            context.mark(MembershipMark.PROPOSE_AFTER_THE_DECISION);
            return;
        }
        ViewProposal proposal = message.proposal();
        boolean starting = context.phase() == MembershipPhase.STARTING;
        boolean concerned = starting
                ? proposal.contains(context.me()) || proposal.follows(ViewId.NONE)
                : context.phase().hasView() && proposal.follows(context.viewId());
        if (!concerned) {
            context.mark(MembershipMark.PROPOSE_FOR_OTHERS);
        } else if (!starting && !proposal.comesFrom(context.viewId(), context.me())) {
            context.mark(MembershipMark.PROPOSE_FROM_ANOTHER_VIEW);
            decline(message.ballot());
        } else {
            acceptor.onPropose(message);
        }
    }

    void onReady(Incarnation from, Ready message) {
        if (isMine(message.ballot())) {
            change.proposer().onReady(from, message);
        }
    }

    /** Answers go to everybody; they concern the proposer. */
    private boolean isMine(Ballot ballot) {
        boolean mine = context.isMe(ballot.proposer());
        if (!mine) {
            context.mark(MembershipMark.ANSWER_FOR_OTHERS);
        }
        return mine;
    }
}
