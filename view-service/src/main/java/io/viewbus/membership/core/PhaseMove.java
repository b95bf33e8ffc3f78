/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

/** The life of a member. */
public enum PhaseMove implements Move<MembershipPhase> {
    /** Installs its first view. */
    ENTER(
            MembershipPhase.STARTING,
            MembershipPhase.MEMBER,
            "it installs its first view, which it founded or was let into"),
    /** Ends without ever having had a view. */
    NEVER_IN(
            MembershipPhase.STARTING,
            MembershipPhase.DONE,
            "it is refused, leaves before it is in, fails, or another process has its incarnation"),
    /** Takes part in a change, or lost the quorum. */
    WEDGE(
            MembershipPhase.MEMBER,
            MembershipPhase.WEDGED,
            "it answers PREPARE, takes PROPOSE or COMMIT, no quorum is left to it, or the others say that it is out"),
    /** Ends in the middle of a view. */
    END(
            MembershipPhase.MEMBER,
            MembershipPhase.DONE,
            "it is alone and leaves, it fails, or another process has its incarnation"),
    /** Installs the next view. */
    INSTALL(
            MembershipPhase.WEDGED,
            MembershipPhase.MEMBER,
            "the next view is decided and everything that it needs is here"),
    /** Learns that the cluster goes on without it. */
    PUT_OUT(
            MembershipPhase.WEDGED,
            MembershipPhase.OUT,
            "the next view is decided without it, or the others say that it was left behind"),
    /** Ends while a change is under way. */
    END_WEDGED(
            MembershipPhase.WEDGED,
            MembershipPhase.DONE,
            "it waited for long to be let out, it cannot get what the decided view needs, or it fails"),
    /** Has told the others what it knows. */
    GO(
            MembershipPhase.OUT,
            MembershipPhase.DONE,
            "all members of the next view were heard in it, or it waited for that for long");

    private final MembershipPhase from;
    private final MembershipPhase to;
    private final String on;

    PhaseMove(MembershipPhase from, MembershipPhase to, String on) {
        this.from = from;
        this.to = to;
        this.on = on;
    }

    @Override
    public MembershipPhase from() {
        return from;
    }

    @Override
    public MembershipPhase to() {
        return to;
    }

    @Override
    public String on() {
        return on;
    }
}
