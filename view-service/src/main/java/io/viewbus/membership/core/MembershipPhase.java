/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

/** Where a member stands. {@link PhaseMove} has the whole life of a membership. */
public enum MembershipPhase {
    /** Has no view: asks to be let in, or takes part in founding the cluster. Ends with the first view. */
    STARTING,
    /** Has a view and makes progress in it. Ends when it promises a ballot, or is told that it is out. */
    MEMBER,
    /** Takes part in a change, or has no quorum: no progress in the view. Ends with the next view. */
    WEDGED,
    /** The cluster went on without it, as it wanted or not: tells the others what it knows, for a while. */
    OUT,
    /** Over. */
    DONE;

    boolean hasView() {
        return this == MEMBER || this == WEDGED;
    }
}
