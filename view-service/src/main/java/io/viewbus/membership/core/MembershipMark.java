/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

/**
 * The marked places of the membership protocol, besides the moves of its state machines: inputs that are dropped, decisions, and
 * branches for what goes wrong. Tests measure by them what they reach; see {@code docs/TESTING.md}.
 */
public enum MembershipMark {
    // ---- Inputs that are dropped, because of who or where this process is.

    /** A message came after this member had ended. */
    MESSAGE_AFTER_THE_END,
    /** A heartbeat came, and this process has no view to compare it with: it only shows that a cluster lives. */
    HEARTBEAT_WITHOUT_A_VIEW,
    /** A heartbeat says nothing of the links in this view: its sender is in another one, or not in this one. */
    HEARTBEAT_OF_OTHER_VIEW,
    /** A process that is not in the view beats in a later or unrelated one. */
    HEARTBEAT_FROM_AHEAD,
    /** Another part of the cluster was heard. */
    PART_HEARD,
    /** The transport is full: the heartbeat is said again in the next turn. */
    HEARTBEAT_NOT_TAKEN,
    /** A process that cannot come in asked when it was another's turn to refuse it: it is not invited. */
    JOIN_NOT_ADMISSIBLE,
    /** A participant gave evidence against a process that is not in the view. */
    EVIDENCE_AGAINST_A_STRANGER,
    /** A participant takes back what it held against a member. */
    EVIDENCE_WITHDRAWN,
    /** A request to be let in names another process than its sender. */
    JOIN_FOR_ANOTHER,
    /** A member spoke to other parts, and this process is none. */
    JOIN_FOR_OTHER_PARTS,
    /** A process that is not in the view wants to leave it. */
    LEAVE_OF_A_STRANGER,
    /** Another process was refused. */
    REFUSAL_FOR_ANOTHER,
    /** A promise, an acceptance or a refusal of a ballot is for another proposer. */
    ANSWER_FOR_OTHERS,
    /** Others were told that they were left behind. */
    GONE_FOR_OTHERS,
    /** An observer asked, and it is not the turn of this member to answer. */
    QUERY_FOR_ANOTHER,
    /** An answer to an observer came. */
    INFO_FOR_OBSERVERS,
    /** Newcomers are asked to connect, this process is none of them. */
    CONNECT_OF_OTHERS,
    /** Somebody invites this process, which invites others itself and comes first. */
    CONNECT_WHILE_CONNECTING,
    /** Somebody invites this process, which is out. */
    CONNECT_WHEN_OUT,
    /** A ballot does not ask this process, or is not its sender's. */
    PREPARE_FOR_OTHERS,
    /** A proposal does not concern this process: it is of another view. */
    PROPOSE_FOR_OTHERS,
    /** A proposal lets this member come from another view than the one it has installed meanwhile, or from none: declined. */
    PROPOSE_FROM_ANOTHER_VIEW,
    /** A decision does not concern this process. */
    COMMIT_FOR_OTHERS,

    // ---- Asking to be let in.

    /** Somebody asks who is in already: it has not heard of it. */
    JOIN_OF_A_MEMBER,
    /** Somebody asks with the incarnation of a member that runs. */
    JOIN_OF_A_TWIN,
    /** More processes ask than are remembered. */
    TOO_MANY_JOIN,
    /** A process that asked fell silent and is forgotten. */
    JOIN_FORGOTTEN,
    /** A name that was put out again and again has to wait. */
    NAME_HELD_BACK,
    /** A newcomer takes the place of a dead member of its name. */
    NAMESAKE_REPLACED,
    /** A newcomer waits until it is known whether the member of its name is dead. */
    NAMESAKE_AWAITED,
    /** The member of the newcomer's name was not heard since: it is not refused yet. */
    NAMESAKE_SILENT,
    /** Parts met, and this one waits for an invitation by that of the later view. */
    WAITS_TO_BE_INVITED,
    /** A part that met this one is let in as a whole or not at all, and some of it are not ready. */
    PART_INCOMPLETE,
    /** Refuses a newcomer of another version of the protocol. */
    REFUSES_VERSION,
    /** Refuses a newcomer that runs other components. */
    REFUSES_COMPONENTS,
    /** Refuses a newcomer with another policy for partitions. */
    REFUSES_POLICY,
    /** Refuses an incarnation that was put out. */
    REFUSES_EXCLUDED,
    /** Refuses a newcomer because the cluster is full. */
    REFUSES_FULL,
    /** Refuses a newcomer because its name is in use. */
    REFUSES_NAME,
    /** Refuses a newcomer because another process has its incarnation. */
    REFUSES_TWIN,
    /** This process was refused. */
    REFUSED,

    // ---- Founding.

    /** A starter listens still, or has heard a cluster. */
    FOUNDING_WAITS,
    /** A starter leaves it to another one to found the cluster. */
    FOUNDED_BY_ANOTHER,
    /** Another starter has the name of this one. */
    FOUNDER_OF_MY_NAME,
    /** Not all expected names were heard yet. */
    FOUNDERS_MISSING,
    /** Somebody wants to found a cluster where this process has heard one. */
    FOUNDING_WHERE_A_CLUSTER_LIVES,

    // ---- Connecting newcomers.

    /** An answer is not for this attempt to connect. */
    MESH_OF_OTHER_ATTEMPT,
    /** Newcomers were asked to connect again. */
    CONNECT_REPEATED,
    /** Some newcomers did not connect in time: the change goes on without them. */
    MESH_TIMED_OUT,

    // ---- Taking part in ballots.

    /** A ballot came to a process that is out: it tells what was decided. */
    PREPARE_WHEN_OUT,
    /** A ballot takes this process for a member of a view whose successor it knows. */
    PREPARE_OF_AN_ENDED_VIEW,
    /** A ballot takes this process for a member of a view of which it knows nothing. */
    PREPARE_OF_AN_UNKNOWN_VIEW,
    /** A ballot takes this process for a newcomer, which has been let in by another part: declined. */
    PREPARE_AFTER_BEING_LET_IN,
    /** A ballot takes this process for a member of a view that it accepted, and does not know yet to be decided. */
    PREPARE_BEFORE_THE_DECISION,
    /** A ballot came that is below what was promised. */
    PREPARE_DECLINED,
    /** A process without a view answers a ballot and is not bound by it. */
    NEWCOMER_PROMISES_NOTHING,
    /** A proposal came that is below what was promised. */
    PROPOSE_DECLINED,
    /** A founding view was proposed to a process that did not promise that ballot. */
    PROPOSE_UNINVITED,
    /** A proposal came when the next view was decided already. */
    PROPOSE_AFTER_THE_DECISION,
    /** A value was heard for the first time. */
    VALUE_HEARD,
    /** Was asked again for an acceptance that it had given. */
    READY_REPEATED,
    /** Everything was there to accept a value, but a higher ballot was promised since. */
    ACCEPTANCE_OVERTAKEN,
    /** Does not accept a value whose view could not decide on the one after it. */
    CANNOT_RUN_NOT_ACCEPTED,

    // ---- Leading ballots.

    /** The proposer itself has promised a higher ballot. */
    OWN_BALLOT_DECLINED,
    /** The proposer itself promised a higher ballot in the meantime. */
    OWN_BALLOT_OVERTAKEN,
    /** A promise is not for this ballot, or too late. */
    STATE_OF_OTHER_BALLOT,
    /** A promise came from somebody who was not asked or who has no memory of ballots yet. */
    STATE_NOT_TRUSTED,
    /** An acceptance is not for this ballot, too late, or from somebody who has no memory of ballots yet. */
    READY_NOT_COUNTED,
    /** Somebody has promised a higher ballot. */
    BALLOT_DECLINED,
    /** Somebody declined another ballot than that of now. */
    NACK_OF_OTHER_BALLOT,
    /** Somebody declined who is in another view than it said: it is not taken for one who wants to merge. */
    NACK_OF_ANOTHER_PART,
    /** Somebody declined who is in an earlier view. */
    NACK_FROM_BEHIND,
    /** Somebody declined who is in a later view. */
    NACK_FROM_AHEAD,
    /** Somebody who was asked is suspected by now. */
    RESPONDENT_SUSPECTED,
    /** Somebody who is alive did not promise in time. */
    PROMISE_TOO_LATE,
    /** Somebody who is alive did not accept in time. */
    READY_TOO_LATE,
    /** Asked for promises again. */
    PREPARE_REPEATED,
    /** Proposed the value again. */
    PROPOSE_REPEATED,
    /** Started over with those who are left. */
    BALLOT_WITH_FEWER,
    /** Gave a ballot up, because those who are left are no quorum. */
    BALLOT_WITHOUT_QUORUM,
    /** Gave a ballot up, because the next view is decided. */
    BALLOT_SUPERSEDED,
    /** Proposes what somebody accepted: it may have been decided. */
    VALUE_ADOPTED,
    /** Does not propose a view that could not decide on the one after it. */
    CANNOT_RUN_NOT_PROPOSED,
    /** A value is decided. */
    DECIDED,
    /** Leads a change that nobody leads, or whose leader is suspected. */
    TAKES_OVER_FROM_THE_DEAD,
    /** Leads a change whose leader was not heard to act for long. */
    TAKES_OVER_FROM_THE_SLOW,
    /** All that are left want to leave: the one that leads stays for this change. */
    ALL_LEAVE,

    // ---- Decisions.

    /** A decision came again. */
    COMMIT_KNOWN,
    /** Where every part goes on, a decision came that this member had not accepted last. */
    COMMIT_NOT_ACCEPTED_HERE,
    /** A process hears that it was let in, and that the cluster went on without it since. */
    LET_IN_AND_GIVEN_UP,
    /** The next view is decided without this member. */
    OUT_OF_THE_NEXT_VIEW,
    /** What a decided view needs could not be got for so long that this member gives up. */
    CANNOT_INSTALL,
    /** One view has two successors: the agreement is broken. */
    TWO_SUCCESSORS,
    /** So many decisions are known that the oldest is forgotten. */
    DECISION_FORGOTTEN,
    /** The others say that the cluster went on without this member long ago. */
    GONE,
    /** Is in the primary part. */
    BECOMES_PRIMARY,
    /** Is not in the primary part any more. */
    LOSES_PRIMARY,
    /** No quorum of the view is in reach. */
    NO_QUORUM,

    // ---- Telling what was decided.

    /** Asks a member of a later view what followed this one. */
    ASKS_WHAT_FOLLOWED,
    /** Tells what followed a view. */
    TELLS_SUCCESSOR,
    /** Tells that a view ended so long ago that what followed it is forgotten. */
    TELLS_SUCCESSOR_FORGOTTEN,
    /** Tells a process outside the view that more than one view followed its own. */
    TELLS_LEFT_BEHIND,
    /** Was asked what followed a view, and does not know. */
    SUCCESSOR_UNKNOWN,
    /** Was asked what followed a view and has told it a moment ago. */
    SUCCESSOR_TOLD_ALREADY,

    // ---- Suspicion.

    /** A member was not heard for half of the time after which it is suspected. */
    QUIET,
    /** A member is silent, to all. */
    SUSPECTED_SILENT,
    /** A member is alive but does not answer the protocol, or a participant gave evidence against it. */
    SUSPECTED_LATE,
    /** A member is suspected because its process ended. */
    SUSPECTED_ENDED,
    /** A member is not among those that all hear each other. */
    SUSPECTED_OUTSIDE,
    /** Where every part goes on, a member was not heard in this view for long. */
    SUSPECTED_ELSEWHERE,
    /** A member that was suspected is not any more. */
    SUSPICION_ENDS,
    /** A silent member is not suspected, because another one hears it. */
    HEARD_BY_ANOTHER,
    /** The others can go on together only without this member. */
    OUTSIDE,
    /** This member is among those that all hear each other again. */
    INSIDE_AGAIN,
    /** A proposer finds that it is itself the one that does not accept. */
    TOO_LATE_ITSELF,
    /** A member that was too slow once has answered. */
    LATE_ONE_ANSWERS,
    /** Without a quorum, those that were too slow count again. */
    LATE_ONES_FORGIVEN,
    /** This process stood still: the others may have gone on. */
    DOUBT,
    /** Enough of the others have shown that this member is still in. */
    DOUBT_ENDS_CONFIRMED,
    /** The next view ends the doubt of this member. */
    DOUBT_ENDS_IN_NEXT_VIEW,

    // ---- Two clusters, two processes.

    /** Another cluster of the same name was heard. */
    RIVAL_HEARD,
    /** Another cluster of the same name was heard that makes no progress: nothing follows from it. */
    RIVAL_WEDGED,
    /** Another cluster of the same name was heard for long. */
    RIVAL_PROVEN,
    /** Proposes to give the cluster up for the other one. */
    GIVES_WAY,
    /** The cluster was given up for another one. */
    CLUSTER_GIVEN_UP,
    /** Another process has the incarnation of this one, which is not in yet: it ends. */
    TWIN_OF_A_STARTER,
    /** Another process has the incarnation of this member and is ahead: this one ends. */
    TWIN_AHEAD,
    /** Another process has the incarnation of this member: it is for that one to end. */
    TWIN_BEHIND,

    // ---- The end.

    /** Was asked to leave again. */
    LEAVES_ALREADY,
    /** Who leaves last leaves without a change. */
    LAST_ONE_LEAVES,
    /** Was not let out for so long that it goes. */
    LEAVING_TOOK_TOO_LONG,
    /** Whoever is out has told the others, or waited for long enough. */
    NEXT_VIEW_TOLD,
    /** Had ended when something ended it once more. */
    ENDED_ALREADY
}
