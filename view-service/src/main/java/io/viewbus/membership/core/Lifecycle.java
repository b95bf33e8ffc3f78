/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.membership.core.Message.Heartbeat;
import io.viewbus.view.ClusterException;
import io.viewbus.view.ClusterException.Evicted;
import io.viewbus.view.Incarnation;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The ways out: leaving, being excluded, failing. Whoever is out stays for a while to tell the others what was decided
 * and to hold what they may still need, until all members of the next view were heard in it (VS-27), or for a fixed time if there is none (VS-77).
 */
final class Lifecycle {

    private static final double NS_PER_S = 1e9;

    private final MemberContext context;
    private final SelfDoubt doubt;
    private final TreeSet<Incarnation> awaited = new TreeSet<>();
    private boolean leaving;
    private long leavingNs;
    private long outNs;
    private boolean dissolved;
    private boolean ended;

    Lifecycle(MemberContext context, SelfDoubt doubt) {
        this.context = context;
        this.doubt = doubt;
    }

    boolean isLeaving() {
        return leaving;
    }

    void leave() {
        if (leaving || context.phase() == MembershipPhase.DONE) {
            context.mark(MembershipMark.LEAVES_ALREADY);
            return;
        }
        leaving = true;
        leavingNs = context.nowNs();
        context.trace.leaving();
        if (context.phase() == MembershipPhase.STARTING) {
            end(null);
        }
    }

    /** The cluster decided on a view without this member. */
    void out(ViewProposal next) {
        next.members().forEach(member -> awaited.add(member.incarnation()));
        dissolved = next.isDissolution();
        context.mark(dissolved ? MembershipMark.CLUSTER_GIVEN_UP : MembershipMark.OUT_OF_THE_NEXT_VIEW);
        out();
    }

    /** The cluster went on without this member so long ago that the next view is forgotten. */
    void excluded() {
        context.wedge();
        out();
    }

    private void out() {
        context.transitionTo(MembershipPhase.OUT);
        outNs = context.nowNs();
        ClusterException cause = leaving ? null : new Evicted(evictionText());
        context.participants.onOut(cause);
        if (cause != null) {
            context.trace.excluded();
            notifyEnd(cause);
        }
    }

    private String evictionText() {
        if (dissolved) {
            return "two clusters \"" + context.config.cluster()
                    + "\" were founded by processes that did not hear each other;"
                    + " this one had carried no message and gave way: connect again, and state the expected size to rule this out";
        }
        String text = "the cluster \"" + context.config.cluster() + "\" went on without \"" + context.self.name()
                + "\" after view " + context.viewId();
        return doubt.longestPauseNs() > 0
                ? text
                        + String.format(
                                Locale.ROOT, ": this process was paused for %.1f s", doubt.longestPauseNs() / NS_PER_S)
                : text + ": the others did not hear it in time";
    }

    void onHeartbeat(Incarnation from, Heartbeat heartbeat) {
        if (context.phase() == MembershipPhase.OUT && context.viewId().compareTo(heartbeat.view()) < 0) {
            awaited.remove(from);
        }
    }

    void doWork() {
        boolean aloneAndLeaving =
                leaving && context.phase().hasView() && context.members().size() == 1;
        boolean leavingTooLong = leaving && context.nowNs() - leavingNs > 10 * context.config.suspectNs();
        boolean relayed = context.phase() == MembershipPhase.OUT
                && ((awaited.isEmpty() && !dissolved) || context.nowNs() - outNs > 4 * context.config.suspectNs());
        if (aloneAndLeaving || leavingTooLong || relayed) {
            context.mark(
                    aloneAndLeaving
                            ? MembershipMark.LAST_ONE_LEAVES
                            : leavingTooLong ? MembershipMark.LEAVING_TOOK_TOO_LONG : MembershipMark.NEXT_VIEW_TOLD);
            end(null);
        }
    }

    /** Ends for good. */
    void end(@Nullable ClusterException cause) {
        if (context.phase() == MembershipPhase.DONE) {
            context.mark(MembershipMark.ENDED_ALREADY);
            return;
        }
        if (context.phase().hasView()) {
            context.participants.onOut(cause);
        }
        context.transitionTo(MembershipPhase.DONE);
        if (leaving) {
            context.trace.left();
        }
        notifyEnd(cause);
    }

    private void notifyEnd(@Nullable ClusterException cause) {
        if (!ended) {
            ended = true;
            context.listener.onEnd(cause);
        }
    }
}
