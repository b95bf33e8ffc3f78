/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

/** What can go wrong, and what people do to a cluster on purpose. */
enum FaultKind {
    /** A member that is not the coordinator dies. */
    CRASH(true),
    /** The coordinator dies. */
    CRASH_COORDINATOR(true),
    /** A member dies at a step of a change that something else causes. */
    CRASH_IN_CHANGE(true),
    /** A member dies between two frames that it sends. */
    CRASH_WHILE_SENDING(true),
    /** A member dies and is back at once, before anybody misses it. */
    QUICK_RESTART(true),
    /** The cluster falls into two parts. */
    PARTITION(true),
    /** The cluster falls into parts at a step of a change. */
    PARTITION_IN_CHANGE(true),
    /** One member does not hear another. */
    ONE_WAY_CUT(true),
    /** Two members do not hear each other, all others hear both. */
    BROKEN_PAIR(true),
    /** A link comes and goes. */
    FLAPPING(true),
    /** A member is stopped for a while. */
    PAUSE(true),
    /** The coordinator is stopped for a while. */
    PAUSE_COORDINATOR(true),
    /** Much is lost for a while. */
    LOSS(false),
    /** Everything takes long for a while. */
    DELAY(false),
    /** A new member comes. */
    JOIN(true),
    /** Two new members come at almost the same time. */
    TWO_JOINS(true),
    /** A member leaves gracefully. */
    LEAVE(true),
    /** The coordinator leaves gracefully. */
    LEAVE_COORDINATOR(true);

    private final boolean changesView;

    FaultKind(boolean changesView) {
        this.changesView = changesView;
    }

    boolean changesView() {
        return changesView;
    }
}
