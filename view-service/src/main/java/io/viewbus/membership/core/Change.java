/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.membership.core.Joins.Pending;
import io.viewbus.membership.core.Message.Commit;
import io.viewbus.membership.core.Message.Ready;
import io.viewbus.observe.Counter;
import io.viewbus.observe.ViewChange;
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
    private final Rivals rivals;
    private final Mesh mesh;
    private final Evidence evidence;
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
            SelfDoubt doubt,
            Rivals rivals) {
        this.context = context;
        this.acceptor = acceptor;
        this.decisions = decisions;
        this.joins = joins;
        this.admission = admission;
        this.founding = founding;
        this.lifecycle = lifecycle;
        this.doubt = doubt;
        this.rivals = rivals;
        this.mesh = new Mesh(context);
        this.evidence = new Evidence(context);
        this.proposer = new Proposer(context, acceptor, this::isQuorum, this::viewOf);
    }

    private boolean isQuorum(ViewId prior, Predicate<Incarnation> in) {
        ViewProposal view = context.view();
        return view == null ? prior.equals(ViewId.NONE) && founding.isQuorum(in) : context.partitions.mayGoOn(view, in);
    }

    /** Returns which view a process said that it has installed. */
    private ViewId viewOf(Incarnation process) {
        Pending pending = joins.get(process);
        return context.isMember(process) ? context.viewId() : pending == null ? ViewId.NONE : pending.join.view();
    }

    Proposer proposer() {
        return proposer;
    }

    Evidence evidence() {
        return evidence;
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

    /**
     * Goes on with a change that is under way, and looks whether one is needed.
     *
     * @param review whether anything that might need a change can have happened since the last call
     * @return whether that is to be looked at again at once
     */
    boolean doWork(boolean review) {
        if (context.phase() == MembershipPhase.OUT || context.phase() == MembershipPhase.DONE) {
            return false;
        }
        ViewId before = context.viewId();
        maybeAccept();
        Commit commit = proposer.doWork();
        if (commit != null) {
            context.send(commit);
            onCommit(commit);
        }
        maybeInstall();
        boolean installed = !before.equals(context.viewId());
        if ((review || installed) && decided == null && proposer.mayStart() && !doubt.isDoubtful()) {
            maybeLead();
        }
        return installed;
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

    /** Takes a decision from anybody (VS-22, VS-83). */
    void onCommit(Commit commit) {
        ViewProposal next = commit.proposal();
        boolean superseded = commit.superseded() && context.partitions.excludes();
        boolean isNews = decided == null || superseded;
        if (!concernsMe(next)) {
            context.mark(MembershipMark.COMMIT_FOR_OTHERS);
            return;
        }
        if (!isNews) {
            context.mark(MembershipMark.COMMIT_KNOWN);
            return;
        }
        if (!context.partitions.obeys(acceptor.acceptedLast(next.id()))) {
            context.mark(MembershipMark.COMMIT_NOT_ACCEPTED_HERE);
            return;
        }
        ViewId prior = context.phase().hasView() ? context.viewId() : next.prior();
        if (decisions.learn(prior, next)) {
            context.trace.decided(prior, next.id(), next.memberList(), next.contentHash());
        }
        context.wedge();
        if (superseded && !context.phase().hasView()) {
            context.mark(MembershipMark.LET_IN_AND_GIVEN_UP);
            lifecycle.end(new ClusterException.JoinFailed(
                    "this process was let in and given up before it heard of it; try again", true));
        } else if (superseded || !next.contains(context.me())) {
            lifecycle.out(next);
        } else {
            decided = next;
            decidedNs = context.nowNs();
            proposer.reset();
            acceptor.decided(next);
        }
    }

    /** It follows this member's view and says what becomes of it, or lets this process in. */
    private boolean concernsMe(ViewProposal next) {
        boolean isIn = next.contains(context.me());
        return context.phase().hasView()
                ? next.follows(context.viewId()) && (isIn || lifecycle.isLeaving() || context.partitions.excludes())
                : context.phase() == MembershipPhase.STARTING && isIn;
    }

    private void maybeInstall() {
        ViewProposal next = decided;
        if (next == null) {
            return;
        }
        if (context.participants.isReady()) {
            install(next);
        } else if (context.nowNs() - decidedNs > 5 * context.config.readyNs()) {
            context.mark(MembershipMark.CANNOT_INSTALL);
            lifecycle.end(new ClusterException.Failed(
                    "this member could not fetch what view " + next.id() + " needs within "
                            + 5 * context.config.readyNs() / 1_000_000 + " ms",
                    null));
        }
    }

    private void install(ViewProposal next) {
        ViewId prior = context.phase().hasView() ? context.viewId() : next.prior();
        ViewChange change = evidence.ofChange(prior, next, leavers);
        context.participants.onInstall(next, context.originIn(next), context.nowNs());
        context.onInstalled(next);
        decided = null;
        acceptor.reset();
        proposer.reset();
        mesh.reset();
        doubt.onInstalled();
        admission.onInstalled(prior, next, leavers);
        leavers.removeIf(leaver -> !next.contains(leaver));
        next.members().forEach(member -> joins.remove(member.incarnation()));
        context.trace.installed(prior, next.view(), next.from(prior));
        count(next, change);
        context.listener.onChange(next.id(), change);
        context.listener.onInstalled(next.view());
        become(next.quorum() ? PrimaryState.PRIMARY : PrimaryState.NOT_PRIMARY);
    }

    private void count(ViewProposal next, ViewChange change) {
        context.counters.increment(Counter.VIEWS_INSTALLED);
        context.counters.set(Counter.VIEW, next.id().counter());
        context.counters.set(Counter.MEMBERS, next.members().size());
        context.counters.set(Counter.VIEW_CHANGE_LAST_NS, change.tookNs());
        context.counters.add(Counter.VIEW_CHANGE_SUM_NS, change.tookNs());
    }

    // ---- when to lead a change --------------------------------------------------------------------------------------

    private void maybeLead() {
        if (context.phase() == MembershipPhase.STARTING) {
            maybeFound();
            return;
        }
        boolean suspects = context.hasSuspects();
        if (!context.mayGoOn()) {
            loseQuorum();
        } else if (context.phase() == MembershipPhase.WEDGED) {
            maybeTakeOver();
        } else if (context.turn() == 0) {
            leadIfNeeded(suspects);
            maybeGiveWay();
        }
    }

    private void maybeFound() {
        List<MemberRecord> founders =
                founding.founders(new MemberRecord(context.self, context.participants.joinData()));
        if (founders.isEmpty()) {
            // Whoever goes on inviting does not answer those who invite it.
            mesh.reset();
            return;
        }
        if (founders.size() == 1) {
            proposer.start(founders, leavers);
            return;
        }
        mesh.connect(founders.subList(0, 1), founders.subList(1, founders.size()));
        if (mesh.isComplete()) {
            mesh.reset();
            proposer.start(founders, leavers);
        }
    }

    private void loseQuorum() {
        context.mark(MembershipMark.NO_QUORUM);
        context.suspicions.forgive();
        context.wedge();
        mesh.reset();
        become(PrimaryState.NOT_PRIMARY);
    }

    /** A change was begun by somebody who fell silent, or the quorum came back: the first in rank goes on, others later. */
    private void maybeTakeOver() {
        Incarnation leader = acceptor.promised().proposer();
        boolean leaderGone = context.isSuspected(leader) || context.isMe(leader);
        long patienceNs =
                (leaderGone ? 0 : 2 * context.config.prepareNs()) + context.turn() * context.config.prepareNs();
        if (context.nowNs() - acceptor.proposerHeardNs() > patienceNs) {
            context.mark(
                    leaderGone ? MembershipMark.TAKES_OVER_FROM_THE_DEAD : MembershipMark.TAKES_OVER_FROM_THE_SLOW);
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
        List<MemberRecord> newcomers = newcomers();
        boolean settled = mesh.isComplete() || mesh.isTimedOut();
        if (suspects || hasOthersToGo() || (settled && !newcomers.isEmpty())) {
            lead(newcomers);
        }
    }

    /** Newcomers one by one; of another part all or nobody, or the rest of it would have to come later. */
    private List<MemberRecord> newcomers() {
        if (!mesh.isActive()) {
            return List.of();
        }
        List<MemberRecord> able =
                mesh.meshed().stream().filter(admission::mayEnter).toList();
        return able.stream()
                .filter(record -> {
                    ViewId part = viewOf(record.incarnation());
                    boolean whole = part.equals(ViewId.NONE) || joins.isWhole(part, able);
                    if (!whole) {
                        context.mark(MembershipMark.PART_INCOMPLETE);
                    }
                    return whole;
                })
                .toList();
    }

    /** Two clusters of one name met: the one that was founded later in id order may give way (VS-77). */
    private void maybeGiveWay() {
        ViewId other = rivals.mayYieldTo();
        if (other != null && proposer.isIdle() && !context.participants.hasHistory()) {
            context.mark(MembershipMark.GIVES_WAY);
            proposer.startDissolution(context.unsuspected(), other);
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
            context.mark(MembershipMark.ALL_LEAVE);
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
            context.mark(next == PrimaryState.PRIMARY ? MembershipMark.BECOMES_PRIMARY : MembershipMark.LOSES_PRIMARY);
            context.counters.set(Counter.PRIMARY, next == PrimaryState.PRIMARY ? 1 : 0);
            context.trace.primaryState(next);
            context.listener.onPrimaryState(next);
        }
    }
}
