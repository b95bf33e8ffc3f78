/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.liveness;

import io.viewbus.view.Incarnation;

/** What becomes of the evidence that one process is gone. Its clock starts with the first question that the transport takes. */
final class Inquiry {

    private static final long MS = 1_000_000L;
    private static final int QUESTIONS = 3;
    private static final long GAP_NS = 3 * MS;
    private static final long PATIENCE_NS = 10 * MS;
    /**
     * The most that one turn counts for. Then this process looked for answers several times before it gives up, however long it was
     * stopped itself.
     */
    private static final long LONGEST_STEP_NS = 2 * MS;

    private final Incarnation process;
    private final long nonce;
    private int asked;
    private long waitedNs;
    private boolean gone;

    Inquiry(Incarnation process, long nonce) {
        this.process = process;
        this.nonce = nonce;
    }

    Incarnation process() {
        return process;
    }

    long nonce() {
        return nonce;
    }

    /** Lets time pass. */
    void advance(long stepNs) {
        if (asked > 0) {
            waitedNs += Math.max(0, Math.min(stepNs, LONGEST_STEP_NS));
        }
    }

    /** Tells whether the process should be asked now, for the first time or again: a frame may be lost. */
    boolean isQuestionDue() {
        return asked < QUESTIONS && waitedNs >= asked * GAP_NS;
    }

    void onAsked() {
        asked++;
    }

    boolean isFirstQuestion() {
        return asked == 0;
    }

    /** Tells whether it was asked often enough and had its time. */
    boolean isOver() {
        return asked == QUESTIONS && waitedNs >= PATIENCE_NS;
    }

    void onUnanswered() {
        gone = true;
    }

    /** Tells whether it did not answer in time. */
    boolean isGone() {
        return gone;
    }
}
