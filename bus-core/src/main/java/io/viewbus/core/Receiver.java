/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.spi.trace.Trace;

/** Moves messages from held to received, and remembers that this must be acknowledged. */
final class Receiver {

    private final ViewState view;
    private final Trace trace;
    private int mostUnacked;
    private boolean ackWanted;
    private boolean urgent;
    private boolean progress;

    Receiver(ViewState view, Trace trace) {
        this.view = view;
        this.trace = trace;
    }

    /** Receives what a stream holds for the installed view. */
    void receive(SenderStream stream) {
        if (!view.hasView() || !stream.isInView()) {
            return;
        }
        long toCover = stream.lastToCover();
        int bytes = stream.receive(view);
        if (bytes > 0) {
            urgent |= stream.lastToCover() > toCover;
            mostUnacked = Math.max(mostUnacked, stream.unacked(bytes));
            wantAck();
            trace.received(stream.member().incarnation(), stream.received(), stream.kept());
        }
    }

    /** A part of the order came that concerns a stream: it must be acknowledged. */
    void ordered(SenderStream stream) {
        urgent |= stream.lastToCover() > stream.totalDelivered();
        wantAck();
    }

    /** Something must be acknowledged, be it data or a part of the order. */
    void wantAck() {
        ackWanted = true;
        progress = true;
    }

    /** Whether anything was received since the last call. */
    boolean takeProgress() {
        boolean result = progress;
        progress = false;
        return result;
    }

    boolean isAckWanted() {
        return ackWanted;
    }

    /** Whether somebody's delivery waits for the acknowledgement of what was received. */
    boolean isUrgent() {
        return urgent;
    }

    /** The most bytes of any sender that were received since the last acknowledgement. */
    int mostUnacked() {
        return mostUnacked;
    }

    void acked() {
        ackWanted = false;
        urgent = false;
        mostUnacked = 0;
        for (int rank = 0; rank < view.size(); rank++) {
            view.stream(rank).acked();
        }
    }
}
