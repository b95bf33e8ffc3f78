/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.spi.trace.Trace;
import io.viewbus.spi.transport.SendResult;

/**
 * Says what this member holds: soon after something was received, and again and again while not everything is stable
 * everywhere, because any acknowledgement may be lost.
 */
final class Acknowledger {

    private static final int WINDOW_PARTS = 8;
    /** What part of the usual wait is left when somebody's delivery waits for this: enough to take along what comes together. */
    private static final int URGENT_PARTS = 16;
    /** Refreshes that follow the last sign of progress; others may still wait for what this member said in vain. */
    private static final int BUSY_REFRESHES = 3;

    private final MessagingConfig config;
    private final ViewState view;
    private final OwnStream ownStream;
    private final Receiver receiver;
    private final Stability stability;
    private final OrderExchange order;
    private final Delivery delivery;
    private final ControlOutput out;
    private final Trace trace;
    private boolean waiting;
    private long waitingSinceNs;
    private long lastNs;
    private boolean atOnce;
    private int quietRefreshes;

    Acknowledger(
            MessagingConfig config,
            ViewState view,
            OwnStream ownStream,
            Receiver receiver,
            Stability stability,
            OrderExchange order,
            Delivery delivery,
            ControlOutput out,
            Trace trace) {
        this.config = config;
        this.view = view;
        this.ownStream = ownStream;
        this.receiver = receiver;
        this.stability = stability;
        this.order = order;
        this.delivery = delivery;
        this.out = out;
        this.trace = trace;
    }

    /** Makes the next acknowledgement due, as after an install: others wait for a sign that this member is in. */
    void sendAtOnce() {
        atOnce = true;
    }

    /** Sends an acknowledgement if one is due. */
    int send(long nowNs) {
        if (!view.isMember()) {
            waiting = false;
            return 0;
        }
        if (receiver.isAckWanted() && !waiting) {
            waiting = true;
            waitingSinceNs = nowNs;
        }
        if (stability.takeNews() || waiting) {
            quietRefreshes = 0;
        }
        if (!isDue(nowNs)) {
            return 0;
        }
        if (out.sendAck(view, order.log().held()) != SendResult.ACCEPTED) {
            trace.mark(MessagingMark.ACK_NOT_TAKEN);
            return 0;
        }
        sent(nowNs);
        return 1;
    }

    private boolean isDue(long nowNs) {
        return atOnce
                || receiver.mostUnacked() >= ownStream.window() / WINDOW_PARTS
                || (waiting && nowNs - waitingSinceNs >= patienceNs())
                || nowNs - lastNs >= refreshNs();
    }

    private long patienceNs() {
        boolean urgent = receiver.isUrgent() || delivery.waitsForCover();
        return urgent ? config.ackNs() / URGENT_PARTS : config.ackNs();
    }

    private long refreshNs() {
        boolean busy = quietRefreshes < BUSY_REFRESHES || !stability.isEverythingStable();
        return busy ? config.refreshNs() : config.idleNs();
    }

    private void sent(long nowNs) {
        quietRefreshes++;
        atOnce = false;
        waiting = false;
        lastNs = nowNs;
        receiver.acked();
    }
}
