/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.membership.core.Joins.Pending;
import io.viewbus.membership.core.Message.Join;
import io.viewbus.membership.core.Message.Refusal;
import io.viewbus.view.Incarnation;
import io.viewbus.view.ViewId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides, at the member whose turn it is, which of those who ask may be let in: right version, same participants, a free
 * name, room. A name is in use only if its old incarnation is heard after the request arrived; otherwise the newcomer
 * replaces it in the same change.
 */
final class Admission {

    /** The version of the protocol; all members speak the same. */
    static final int PROTOCOL_VERSION = 2;

    /** How long a part waits for another one to invite it, in terms of the time that a ballot takes. */
    private static final int MERGE_TURNS = 15;

    private final MemberContext context;
    private final Joins joins;
    private final Hysteresis hysteresis = new Hysteresis();

    Admission(MemberContext context, Joins joins) {
        this.context = context;
        this.joins = joins;
    }

    /**
     * Remembers who was excluded by the change from this member's view to the next, other than those who left as they wanted.
     * Whom the other parts of a merge lost is not counted: it may have been counted here before.
     */
    void onInstalled(ViewId prior, ViewProposal installed, Set<Incarnation> leavers) {
        installed.leftOf(prior).stream()
                .filter(member -> !leavers.contains(member.incarnation()))
                .forEach(member -> hysteresis.onExcluded(member.name(), context.nowNs()));
    }

    /** Returns the newcomers worth connecting to, in order of arrival: those that will be let in unless they are refused. */
    List<MemberRecord> candidates() {
        if (joins.isEmpty()) {
            return List.of();
        }
        int room = context.config.maxMembers() - context.members().size();
        return joins.firstOfEachName().stream()
                .filter(join -> !context.isSuspected(join.record().incarnation()) && isBatched(join))
                .filter(join -> isAdmissible(join.join))
                .filter(this::mayInvite)
                .filter(join -> !isHeld(join))
                .map(Pending::record)
                .limit(Math.max(0, room))
                .toList();
    }

    /** What was heard before it was this member's turn was not answered; it must not come in for that. */
    private boolean isAdmissible(Join join) {
        boolean admissible = join.version() == PROTOCOL_VERSION
                && join.participants().equals(context.participants.ids())
                && join.partitions() == context.config.partitions()
                && !isExcluded(join.record().incarnation());
        if (!admissible) {
            context.mark(MembershipMark.JOIN_NOT_ADMISSIBLE);
        }
        return admissible;
    }

    private boolean isExcluded(Incarnation process) {
        ViewProposal view = context.view();
        return view != null && view.excluded().contains(process);
    }

    private boolean isHeld(Pending join) {
        boolean held = hysteresis.isHeld(join.name(), context.nowNs());
        if (held) {
            context.mark(MembershipMark.NAME_HELD_BACK);
        }
        return held;
    }

    /** Tells whether a newcomer may be in the next view: nobody alive has its name. */
    boolean mayEnter(MemberRecord newcomer) {
        MemberRecord namesake = namesake(newcomer);
        boolean free = namesake == null || context.isSuspected(namesake.incarnation());
        if (namesake != null) {
            context.mark(free ? MembershipMark.NAMESAKE_REPLACED : MembershipMark.NAMESAKE_AWAITED);
        }
        return free;
    }

    /**
     * Of several parts that meet, the one with the latest view invites the members of the others; these wait before they do so
     * themselves (VS-84).
     */
    private boolean mayInvite(Pending join) {
        ViewId view = join.join.view();
        if (view.equals(ViewId.NONE)) {
            return true;
        }
        boolean first = joins.latestView().compareTo(context.viewId()) < 0;
        boolean patient = !first && context.nowNs() - join.firstNs <= MERGE_TURNS * context.config.prepareNs();
        if (patient) {
            context.mark(MembershipMark.WAITS_TO_BE_INVITED);
        }
        return !view.equals(context.viewId()) && !patient;
    }

    private boolean isBatched(Pending join) {
        return context.nowNs() - join.firstNs >= context.config.batchNs();
    }

    private @Nullable MemberRecord namesake(MemberRecord newcomer) {
        return context.members().stream()
                .filter(member ->
                        member.member().name().equals(newcomer.member().name()))
                .filter(member -> !member.equals(newcomer))
                .findFirst()
                .orElse(null);
    }

    /** Answers a request that cannot succeed. Called where it is this member's turn. */
    void answer(Join join) {
        Incarnation joiner = join.record().incarnation();
        ViewProposal view = context.view();
        if (view == null) {
            return;
        }
        Refusal refusal = refusal(join, view);
        if (refusal != null) {
            joins.remove(joiner);
            context.send(refusal);
        }
    }

    /** Tells a process that another one has its incarnation, and is in. */
    void refuseTwin(Incarnation twin) {
        if (context.turn() == 0) {
            context.mark(MembershipMark.REFUSES_TWIN);
            context.send(
                    new Refusal(twin, true, "another process of this incarnation is in; a new incarnation may join"));
        }
    }

    private @Nullable Refusal refusal(Join join, ViewProposal view) {
        Incarnation joiner = join.record().incarnation();
        String cluster = context.config.cluster();
        if (join.version() != PROTOCOL_VERSION) {
            context.mark(MembershipMark.REFUSES_VERSION);
            return new Refusal(
                    joiner,
                    false,
                    "cluster \"" + cluster + "\" speaks protocol version " + PROTOCOL_VERSION + ", this program speaks "
                            + join.version() + ": use the same release");
        }
        if (!join.participants().equals(context.participants.ids())) {
            context.mark(MembershipMark.REFUSES_COMPONENTS);
            return new Refusal(
                    joiner,
                    false,
                    "cluster \"" + cluster + "\" "
                            + (join.participants().isEmpty()
                                    ? "carries messages, which a membership-only program cannot: connect a bus, or use another cluster name"
                                    : "runs other components than this program: use another cluster name"));
        }
        if (join.partitions() != context.config.partitions()) {
            context.mark(MembershipMark.REFUSES_POLICY);
            return new Refusal(
                    joiner,
                    false,
                    "cluster \"" + cluster + "\" runs partition policy " + context.config.partitions()
                            + ", this program runs " + join.partitions() + ": use the same");
        }
        if (isExcluded(joiner)) {
            context.mark(MembershipMark.REFUSES_EXCLUDED);
            return new Refusal(joiner, true, "this incarnation was excluded; a new one may join");
        }
        if (view.members().size() >= context.config.maxMembers()) {
            context.mark(MembershipMark.REFUSES_FULL);
            return new Refusal(
                    joiner,
                    true,
                    "cluster \"" + cluster + "\" is full: it has its " + context.config.maxMembers() + " members");
        }
        return nameInUse(join);
    }

    private @Nullable Refusal nameInUse(Join join) {
        Pending pending = joins.get(join.record().incarnation());
        MemberRecord namesake = pending == null ? null : namesake(pending.record());
        if (pending == null || namesake == null) {
            return null;
        }
        boolean alive = context.isMe(namesake.incarnation())
                || context.detector.heartbeatSince(namesake.incarnation(), pending.firstNs);
        if (!alive) {
            context.mark(MembershipMark.NAMESAKE_SILENT);
            return null;
        }
        context.mark(MembershipMark.REFUSES_NAME);
        return new Refusal(
                join.record().incarnation(),
                false,
                "the name \"" + pending.name() + "\" is in use in cluster \"" + context.config.cluster()
                        + "\": choose another, or stop its present owner first");
    }
}
