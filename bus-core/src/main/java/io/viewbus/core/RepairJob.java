/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

/** What somebody asked to be sent again of one stream: a range of numbers, widened by further questions. */
final class RepairJob {

    private long next = 1;
    private long upTo;

    void ask(long fromSeq, long toSeq) {
        next = isActive() ? Math.min(next, fromSeq) : fromSeq;
        upTo = Math.max(upTo, toSeq);
    }

    boolean isActive() {
        return next <= upTo;
    }

    long next() {
        return next;
    }

    /** Goes on after the message that was sent, or could not be. */
    void advanceTo(long seq) {
        next = seq;
        if (!isActive()) {
            upTo = 0;
        }
    }
}
