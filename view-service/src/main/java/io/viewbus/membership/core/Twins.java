/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.membership.core.Message.Heartbeat;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Incarnation;

/**
 * Two processes of one incarnation, which arise when the snapshot of a machine is restored while the machine still runs. To
 * the others they are one member with two memories, so one has to end: whoever asks to be let in, otherwise whoever is behind (VS-106).
 */
final class Twins {

    private final MemberContext context;
    private final Pulse pulse;
    private final Lifecycle lifecycle;

    Twins(MemberContext context, Pulse pulse, Lifecycle lifecycle) {
        this.context = context;
        this.pulse = pulse;
        this.lifecycle = lifecycle;
    }

    /** Takes a message of this incarnation that this process did not send: transports give nobody its own frames. */
    void onTwin(Message message) {
        if (context.phase() == MembershipPhase.STARTING) {
            context.mark(MembershipMark.TWIN_OF_A_STARTER);
            lifecycle.end(new ClusterException.JoinFailed(text(), true));
        } else if (context.phase().hasView() && isAhead(message)) {
            context.mark(MembershipMark.TWIN_AHEAD);
            lifecycle.end(new ClusterException.Failed(text(), null));
        } else {
            context.mark(MembershipMark.TWIN_BEHIND);
        }
    }

    private boolean isAhead(Message message) {
        return message instanceof Heartbeat heartbeat && heartbeat.seq() >= pulse.nextHeartbeat();
    }

    /** Whether a member that asks to be let in is another process than the one that is in: that one has sent heartbeats. */
    boolean isTwin(Incarnation joiner) {
        return context.detector.latestHeartbeat(joiner) > 0;
    }

    private String text() {
        return "another process has the incarnation of this one, as after restoring a snapshot of a machine that still runs:"
                + " connect again";
    }
}
