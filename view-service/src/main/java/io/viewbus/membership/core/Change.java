/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.membership.core.Message.Commit;
import io.viewbus.membership.core.Message.Ready;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Incarnation;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The change of the view as a whole: when this member should lead one (VS-15), what it does with a decision (VS-22,
 * VS-23), and what it does while no quorum is in reach (VS-28).
 */
final class Change {

    private final MemberContext context;
    private final Acceptor acceptor;
    private final Proposer proposer;
    private final Decisions decisions;
    private final Joins joins;
    private final Admission admission;
    private final Founding founding;
    private final Lifecycle lifecycle;
    private final SelfDoubt doubt;
    private final Mesh mesh;
    private final TreeSet<Incarnation> leavers = new TreeSet<>();
    private @Nullable ViewProposal decided;
    private long decidedNs;
    private PrimaryState primary = PrimaryState.NOT_PRIMARY;

    Change(
            MemberContext context,
            Acceptor acceptor,
            Decisions decisions,
            Joins joins,
            Admission admission,
            Founding founding,
            Lifecycle lifecycle,
            SelfDoubt doubt) {
        this.context = context;
        this.acceptor = acceptor;
        this.decisions = decisions;
        this.joins = joins;
        this.admission = admission;
        this.founding = founding;
        this.lifecycle = lifecycle;
        this.doubt = doubt;
        this.mesh = new Mesh(context);
        this.proposer = new Proposer(context, acceptor, this::isQuorum);
    }

    private boolean isQuorum(ViewId prior, Predicate<Incarnation> in) {
        ViewProposal view = context.view();
        return view == null ? prior.equals(ViewId.NONE) && founding.isQuorum(in) : Quorum.of(view, in);
    }

    Proposer proposer() {
        return proposer;
    }

    boolean isConnecting() {
        return mesh.isActive();
    }

    /** Returns whether the next view is decided and only awaits what this member still lacks. */
    boolean isDecided() {
        return decided != null;
    }

    void onLeave(Incarnation member) {
        leavers.add(member);
    }

    void onMesh(Incarnation from, Message.Mesh answer) {
        mesh.onMesh(from, answer);
    }

    void doWork() {
        if (context.phase() == MembershipPhase.OUT || context.phase() == MembershipPhase.DONE) {
            return;
        }
        maybeAccept();
        Commit commit = proposer.doWork();
        if (commit != null) {
            context.send(commit);
            onCommit(commit);
        }
        maybeInstall();
        if (decided == null && proposer.mayStart() && !doubt.isDoubtful()) {
            maybeLead();
        }
    }

    private void maybeAccept() {
        Ready ready = decided == null ? acceptor.maybeAccept() : null;
        if (ready != null) {
            context.send(ready);
            if (context.isMe(ready.ballot().proposer())) {
                proposer.onReady(context.me(), ready);
            }
        }
    }

    // ---- what was decided -------------------------------------------------------------------------------------------

    /** Takes a decision from anybody: a chosen value is unique, so it is obeyed whatever was promised (VS-22). */
    void onCommit(Commit commit) {
        ViewProposal next = commit.proposal();
        boolean follows = context.phase().hasView()
                ? next.prior().equals(context.viewId())
                : context.phase() == MembershipPhase.STARTING && next.contains(context.me());
        boolean isNews = decided == null || commit.superseded();
        if (!follows || !isNews) {
            return;
        }
        if (decisions.learn(next)) {
            context.trace.decided(next.prior(), next.view(), next.members().hashCode());
        }
        context.wedge();
        if (commit.superseded() && !context.phase().hasView()) {
            lifecycle.end(new ClusterException.JoinFailed(
                    "this process was let in and given up before it heard of it; try again", true));
        } else if (commit.superseded() || !next.contains(context.me())) {
            lifecycle.out(next);
        } else {
            decided = next;
            decidedNs = context.nowNs();
            proposer.reset();
            acceptor.prepare(next, Ballot.NONE);
        }
    }

    private void maybeInstall() {
        ViewProposal next = decided;
        if (next == null) {
            return;
        }
        if (context.participants.isReady()) {
            install(next);
        } else if (context.nowNs() - decidedNs > 5 * context.config.readyNs()) {
            lifecycle.end(new ClusterException.Failed(
                    "this member could not fetch what view " + next.id() + " needs within "
                            + 5 * context.config.readyNs() / 1_000_000 + " ms",
                    null));
        }
    }

    private void install(ViewProposal next) {
        int selfPriorRank = context.rankOf(context.me());
        context.participants.onInstall(next, selfPriorRank, context.nowNs());
        ViewId prior = next.prior();
        context.onInstalled(next);
        decided = null;
        acceptor.reset();
        proposer.reset();
        mesh.reset();
        doubt.onInstalled();
        leavers.removeIf(leaver -> !next.contains(leaver));
        next.members().forEach(member -> joins.remove(member.incarnation()));
        context.trace.installed(prior, next.view(), next.survivors());
        context.listener.onInstalled(next.view());
        become(PrimaryState.PRIMARY);
    }

    // ---- when to lead a change --------------------------------------------------------------------------------------

    private void maybeLead() {
        if (context.phase() == MembershipPhase.STARTING) {
            maybeFound();
            return;
        }
        ViewProposal view = context.view();
        if (view == null) {
            return;
        }
        boolean suspects = context.hasSuspects();
        if (!Quorum.of(view, member -> !context.isSuspected(member))) {
            loseQuorum();
        } else if (context.phase() == MembershipPhase.WEDGED) {
            maybeTakeOver();
        } else if (context.turn() == 0) {
            leadIfNeeded(suspects);
        }
    }

    private void maybeFound() {
        List<MemberRecord> founders =
                founding.founders(new MemberRecord(context.self, context.participants.joinData()));
        if (founders.isEmpty()) {
            return;
        }
        if (founders.size() == 1) {
            proposer.start(founders, leavers);
            return;
        }
        mesh.connect(founders.subList(0, 1), founders.subList(1, founders.size()));
        if (mesh.isComplete()) {
            proposer.start(founders, leavers);
        }
    }

    private void loseQuorum() {
        context.forgive();
        context.wedge();
        mesh.reset();
        become(PrimaryState.NOT_PRIMARY);
    }

    /** A change was begun by somebody who fell silent, or the quorum came back: the first in rank goes on, others later. */
    private void maybeTakeOver() {
        Incarnation leader = acceptor.promised().proposer();
        boolean leaderGone = !context.isMember(leader) || context.isSuspected(leader) || context.isMe(leader);
        long patienceNs =
                (leaderGone ? 0 : 2 * context.config.prepareNs()) + context.turn() * context.config.prepareNs();
        if (context.nowNs() - acceptor.proposerHeardNs() > patienceNs) {
            lead(List.of());
        }
    }

    private void leadIfNeeded(boolean suspects) {
        if (lifecycle.isLeaving()) {
            leavers.add(context.me());
        }
        leavers.removeIf(leaver -> !context.isMember(leaver));
        List<MemberRecord> candidates = admission.candidates();
        if (candidates.isEmpty()) {
            mesh.reset();
        } else {
            mesh.connect(context.members(), candidates);
        }
        List<MemberRecord> newcomers =
                mesh.meshed().stream().filter(admission::mayEnter).toList();
        boolean settled = mesh.isComplete() || mesh.isTimedOut();
        if (suspects || hasOthersToGo() || (settled && !newcomers.isEmpty())) {
            lead(newcomers);
        }
    }

    /** Somebody leaves and somebody stays: who leaves last, leaves alone, without a change. */
    private boolean hasOthersToGo() {
        return !leavers.isEmpty() && context.members().size() > 1;
    }

    private void lead(List<MemberRecord> newcomers) {
        List<MemberRecord> respondents = new ArrayList<>(context.unsuspected());
        TreeSet<Incarnation> leaving = new TreeSet<>(leavers);
        if (newcomers.isEmpty() && respondents.stream().allMatch(member -> leaving.contains(member.incarnation()))) {
            leaving.remove(context.me());
        }
        newcomers.stream()
                .filter(newcomer -> !context.isSuspected(newcomer.incarnation()))
                .forEach(respondents::add);
        mesh.reset();
        proposer.start(respondents, leaving);
    }

    private void become(PrimaryState next) {
        if (primary != next) {
            primary = next;
            context.trace.primaryState(next);
            context.listener.onPrimaryState(next);
        }
    }
}
