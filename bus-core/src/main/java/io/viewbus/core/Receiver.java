/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.spi.trace.Trace;

/** Moves messages from held to received, and remembers that this must be acknowledged. */
final class Receiver {

    private final ViewState view;
    private final Trace trace;
    private long unackedBytes;
    private boolean ackWanted;

    Receiver(ViewState view, Trace trace) {
        this.view = view;
        this.trace = trace;
    }

    /** Receives what a stream holds for the installed view. */
    void receive(SenderStream stream) {
        if (!view.hasView() || !stream.isInView()) {
            return;
        }
        int bytes = stream.receive(view);
        if (bytes > 0) {
            unackedBytes += bytes;
            ackWanted = true;
            trace.received(stream.member().incarnation(), stream.received());
        }
    }

    /** Something that is not data must be acknowledged. */
    void wantAck() {
        ackWanted = true;
    }

    boolean isAckWanted() {
        return ackWanted;
    }

    long unackedBytes() {
        return unackedBytes;
    }

    void acked() {
        ackWanted = false;
        unackedBytes = 0;
    }
}
