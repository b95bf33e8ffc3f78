/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.membership.core.Message.Ask;
import io.viewbus.membership.core.Message.Commit;
import io.viewbus.membership.core.Message.Gone;
import io.viewbus.membership.core.Message.Info;
import io.viewbus.view.Incarnation;
import io.viewbus.view.ViewId;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who are behind what was decided, and asks those who are ahead (VS-24, VS-25). Nobody is told more often
 * than once in a quarter of a heartbeat.
 */
final class Answers {

    private final MemberContext context;
    private final Decisions decisions;
    private @Nullable ViewId toldAbout;
    private long toldNs;
    private long askedNs;

    Answers(MemberContext context, Decisions decisions) {
        this.context = context;
        this.decisions = decisions;
        this.askedNs = -context.config.heartbeatNs();
    }

    /** A process is in another view than this one. */
    void onOtherView(Incarnation process, ViewId view) {
        int order = view.compareTo(context.viewId());
        if (order < 0) {
            sendSuccessor(view);
        } else if (order > 0 && context.isMember(process)) {
            ask();
        }
    }

    /** Asks what followed this member's view. Whoever has none says that in its requests to be let in. */
    void ask() {
        if (context.phase().hasView() && context.nowNs() - askedNs >= pauseNs()) {
            context.mark(MembershipMark.ASKS_WHAT_FOLLOWED);
            askedNs = context.nowNs();
            context.send(new Ask(context.viewId()));
        }
    }

    /**
     * A process outside the view speaks in an older view of the same cluster. Views of one lineage form one chain, so if more than
     * one view has followed its own, it is out, even if nobody is left that knows the view in between.
     */
    void onLeftBehind(ViewId view, ViewId lineage) {
        ViewProposal current = context.view();
        boolean known = sendSuccessor(view);
        if (!known
                && current != null
                && lineage.equals(current.lineage())
                && view.counter() + 2 <= current.id().counter()
                && context.nowNs() - toldNs >= pauseNs()) {
            toldNs = context.nowNs();
            context.mark(MembershipMark.TELLS_LEFT_BEHIND);
            context.send(new Gone(view, lineage));
        }
    }

    /**
     * Says what followed a view.
     *
     * @return true if that is known here
     */
    boolean sendSuccessor(ViewId view) {
        ViewProposal successor = decisions.successorOf(view);
        if (successor == null && !isForgotten(view)) {
            context.mark(MembershipMark.SUCCESSOR_UNKNOWN);
            return false;
        }
        if (view.equals(toldAbout) && context.nowNs() - toldNs < pauseNs()) {
            context.mark(MembershipMark.SUCCESSOR_TOLD_ALREADY);
            return true;
        }
        toldAbout = view;
        toldNs = context.nowNs();
        ViewProposal current = context.view();
        if (successor != null) {
            context.mark(MembershipMark.TELLS_SUCCESSOR);
            context.send(new Commit(successor, decisions.isSuperseded(successor)));
        } else if (current != null) {
            context.mark(MembershipMark.TELLS_SUCCESSOR_FORGOTTEN);
            context.send(new Gone(view, current.lineage()));
        }
        return true;
    }

    private boolean isForgotten(ViewId view) {
        return !view.equals(ViewId.NONE) && decisions.isForgotten(view);
    }

    /** Tells an observer the current view, or all remembered ones since the one that it knows. */
    void describe(long since) {
        ViewProposal current = context.view();
        if (current == null) {
            return;
        }
        if (since > 0) {
            for (ViewProposal past : decisions.since(since)) {
                if (past.id().compareTo(current.id()) < 0) {
                    context.send(new Info(past, false));
                }
            }
        }
        context.send(new Info(current, true));
    }

    private long pauseNs() {
        return context.config.heartbeatNs() / 4;
    }
}
