/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.membership.core.Message.Heartbeat;
import io.viewbus.observe.Counter;
import io.viewbus.view.Incarnation;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a member does that notices a pause of its own: the others may have gone on without it, so it delivers nothing
 * until a quorum of its view shows that it heard a heartbeat sent after the pause (VS-12).
 */
final class SelfDoubt {

    private final MemberContext context;
    private final TreeSet<Incarnation> confirmedBy = new TreeSet<>();
    private boolean doubtful;
    private long provingHeartbeat;
    private long longestPauseNs;

    SelfDoubt(MemberContext context) {
        this.context = context;
    }

    boolean isDoubtful() {
        return doubtful;
    }

    /** Returns the longest pause noticed since the view was installed, in clock time. */
    long longestPauseNs() {
        return longestPauseNs;
    }

    /** Starts to doubt; heartbeats from the given number on prove that the member is still in. */
    void onPause(long pauseNs, long nextHeartbeat) {
        context.mark(MembershipMark.DOUBT);
        longestPauseNs = Math.max(longestPauseNs, pauseNs);
        context.counters.increment(Counter.PAUSES);
        context.counters.atLeast(Counter.PAUSE_LONGEST_NS, pauseNs);
        confirmedBy.clear();
        provingHeartbeat = nextHeartbeat;
        if (!doubtful) {
            doubtful = true;
            context.participants.onDoubt(true);
        }
    }

    void onHeartbeat(Incarnation from, Heartbeat heartbeat) {
        if (!doubtful || !heartbeat.view().equals(context.viewId())) {
            return;
        }
        int rank = context.rankOf(context.me());
        if (rank < heartbeat.heard().length && heartbeat.heard()[rank] >= provingHeartbeat) {
            confirmedBy.add(from);
        }
    }

    void maybeEnd() {
        ViewProposal view = context.view();
        if (doubtful && view != null && isConfirmed(view)) {
            context.mark(MembershipMark.DOUBT_ENDS_CONFIRMED);
            end();
        }
    }

    /** By a quorum; where every part goes on, by everybody who is there. */
    private boolean isConfirmed(ViewProposal view) {
        Predicate<Incarnation> confirmed = member -> context.isMe(member) || confirmedBy.contains(member);
        return context.partitions.excludes()
                ? context.partitions.mayGoOn(view, confirmed)
                : view.members().stream()
                        .map(MemberRecord::incarnation)
                        .allMatch(member -> confirmed.test(member) || context.isSuspected(member));
    }

    void onInstalled() {
        longestPauseNs = 0;
        if (doubtful) {
            context.mark(MembershipMark.DOUBT_ENDS_IN_NEXT_VIEW);
            end();
        }
    }

    private void end() {
        doubtful = false;
        context.participants.onDoubt(false);
    }
}
