/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.membership.core.Message.Heartbeat;
import io.viewbus.view.ViewId;
import org.jspecify.annotations.Nullable;

/**
 * Notices another cluster of the same name, founded by processes that did not hear this one (VS-77). Only the one whose
 * founding view has the higher id may give way, never the smaller one: so at most one does.
 */
final class Rivals {

    private final MemberContext context;
    private ViewId rival = ViewId.NONE;
    private long sinceNs;
    private long heardNs;
    private boolean reported;

    Rivals(MemberContext context) {
        this.context = context;
    }

    /** A member without a quorum wedges within the time after which it is suspected: what beats on has one. */
    void onHeartbeat(Heartbeat heartbeat) {
        ViewProposal view = context.view();
        if (view == null || heartbeat.lineage().equals(view.lineage())) {
            return;
        }
        if (heartbeat.wedged()) {
            context.mark(MembershipMark.RIVAL_WEDGED);
            return;
        }
        if (!heartbeat.lineage().equals(rival) || isSilent()) {
            context.mark(MembershipMark.RIVAL_HEARD);
            reported &= heartbeat.lineage().equals(rival);
            rival = heartbeat.lineage();
            sinceNs = context.nowNs();
        }
        heardNs = context.nowNs();
        if (isProven() && !reported) {
            reported = true;
            context.mark(MembershipMark.RIVAL_PROVEN);
            context.listener.onRival(rival);
        }
    }

    /** Returns the founding view of the cluster that this one should give way to, if there is one. */
    @Nullable
    ViewId mayYieldTo() {
        ViewProposal view = context.view();
        boolean mine = view != null && isProven() && rival.compareTo(view.lineage()) < 0;
        return mine ? rival : null;
    }

    private boolean isProven() {
        return !rival.equals(ViewId.NONE) && !isSilent() && heardNs - sinceNs > 2 * context.config.suspectNs();
    }

    private boolean isSilent() {
        return context.nowNs() - heardNs > context.config.suspectNs();
    }
}
