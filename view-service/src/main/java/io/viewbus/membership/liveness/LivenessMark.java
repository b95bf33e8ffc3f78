/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.liveness;

/** The marked places of the watch over processes; see {@code docs/TESTING.md}. */
public enum LivenessMark {
    // ---- Frames.

    /** A frame is too short, or of no known type. */
    FRAME_NOT_READABLE,
    /** Somebody else is asked whether it lives. */
    PROBE_FOR_ANOTHER,
    /** This member is asked and answers. */
    PROBE_ANSWERED,
    /** This member is asked, and the transport takes no answer now. */
    ECHO_NOT_TAKEN,
    /** An answer is for another member. */
    ECHO_FOR_ANOTHER,
    /** An answer to a question that is settled. */
    ECHO_NOT_AWAITED,

    // ---- Evidence.

    /** The transport says that a process is gone that is not in the view. */
    EVIDENCE_OF_A_STRANGER,
    /** The transport says it again of a member that is being asked, or known to be gone. */
    EVIDENCE_AGAIN,
    /** The transport says that a member is gone: it is asked. */
    ASKED,
    /** It is asked again. */
    ASKED_AGAIN,
    /** The transport takes no question now. */
    PROBE_NOT_TAKEN,

    // ---- Verdicts.

    /** It answered in time: the evidence was false. */
    LIVES,
    /** It did not answer in time. */
    GONE,
    /** It answered after all, too late. */
    ANSWERS_LATE,
    /** A member is gone, and it is the turn of this member to say so. */
    SUSPECTS,
    /** A member is gone, and a member before this one will say so. */
    LEFT_TO_ANOTHER,
    /** A member that is held to be gone is still in the view that was just installed: it is asked again. */
    STILL_IN_THE_VIEW,
    /** Those who were asked or gone are out of the view. */
    FORGOTTEN
}
