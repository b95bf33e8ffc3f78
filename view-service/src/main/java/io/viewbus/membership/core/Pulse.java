/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.membership.core.Message.Heartbeat;
import io.viewbus.membership.core.Message.Join;
import io.viewbus.membership.core.Message.Leave;
import io.viewbus.observe.Counter;
import io.viewbus.view.Incarnation;

/** What a member says over and over: that it wants in, that it is alive and whom it hears, that it wants out. */
final class Pulse {

    private final MemberContext context;
    private final Joins joins;
    private final MemberRecord self;
    private long sequence;
    private long beatNs;
    private boolean due = true;

    Pulse(MemberContext context, Joins joins) {
        this.context = context;
        this.joins = joins;
        this.self = new MemberRecord(context.self, context.participants.joinData());
    }

    long nextHeartbeat() {
        return sequence + 1;
    }

    void beatNow() {
        due = true;
    }

    void doWork(boolean leaving) {
        if (!due && context.nowNs() - beatNs < context.config.heartbeatNs()) {
            return;
        }
        due = false;
        beatNs = context.nowNs();
        if (context.phase() == MembershipPhase.STARTING) {
            context.send(join());
        } else if (context.phase().hasView()) {
            beat();
            if (joins.isPartHeard(context.nowNs())) {
                context.send(join());
            }
            if (leaving) {
                context.send(new Leave(context.viewId()));
            }
        }
    }

    /** A full transport must not look like a silent member: what it does not take is said in the next turn. */
    private void beat() {
        if (context.send(heartbeat())) {
            context.counters.increment(Counter.HEARTBEATS_SENT);
        } else {
            context.mark(MembershipMark.HEARTBEAT_NOT_TAKEN);
            due = true;
        }
    }

    private Join join() {
        return new Join(
                Admission.PROTOCOL_VERSION,
                context.config.partitions(),
                context.participants.ids(),
                self,
                context.viewId());
    }

    private Heartbeat heartbeat() {
        ViewProposal view = context.view();
        long[] heard = new long[context.members().size()];
        for (int rank = 0; rank < heard.length; rank++) {
            heard[rank] = heardOf(context.members().get(rank).incarnation());
        }
        boolean wedged = context.phase() == MembershipPhase.WEDGED;
        return new Heartbeat(
                context.viewId(), view == null ? context.viewId() : view.lineage(), ++sequence, wedged, heard);
    }

    /** Whom it cannot read it does not hear either, so that all know of the broken link, whoever leads. */
    private long heardOf(Incarnation member) {
        return context.isLinkBroken(member) ? 0 : context.detector.latestHeartbeat(member);
    }
}
