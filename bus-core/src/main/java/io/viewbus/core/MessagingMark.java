/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

/**
 * The marked places of messaging: frames that are dropped, decisions, and branches for what goes wrong. Tests measure by them what
 * they reach; see {@code docs/TESTING.md}. None is on the path of a message when nothing goes wrong.
 */
public enum MessagingMark {
    // ---- Data frames.

    /** A data frame came to a member that is out. */
    FRAME_WHEN_OUT,
    /** A data frame came over a link of which nothing is known. */
    FRAME_OF_A_STRANGER,
    /** A data frame is too short, or of no type that there is. */
    FRAME_UNREADABLE,
    /** A data frame says that it is of another sender than that of its link. */
    FRAME_OF_ANOTHER,
    /** A message, join or leave came that says of itself what cannot be. */
    FRAME_NOT_SOUND,
    /** A message came that was held already, or is not needed. */
    FRAME_DUPLICATE,
    /** A message came from a sender of which it is not known yet where its messages begin. */
    FRAME_BEFORE_ITS_BASE,
    /** A message came and one before it is missing. */
    FRAME_AFTER_A_GAP,
    /** A message came for which there is no room now. */
    FRAME_WITHOUT_ROOM,

    // ---- Repairing messages.

    /** Asked for messages that did not come. */
    REPAIR_ASKED,
    /** Messages did not come, and it is the turn of this member itself to be asked. */
    REPAIR_NOBODY_TO_ASK,
    /** Was asked for messages of a sender of which nothing is kept. */
    REPAIR_REQUEST_OF_A_STRANGER,
    /** Was asked for messages that are not held here. */
    REPAIR_REQUEST_OF_NOTHING_HELD,
    /** The transport took no copy now. */
    REPAIR_NOT_TAKEN,
    /** Sent a copy. */
    REPAIRED,
    /** A copy came of a sender of which nothing is kept. */
    REPAIR_OF_A_STRANGER,
    /** A copy came of this member's own message, or of something that is none. */
    REPAIR_NOT_SOUND,

    // ---- Control frames.

    /** A control frame is too short, or of another version. */
    CONTROL_UNREADABLE,
    /** A control frame is of no type that there is. */
    CONTROL_UNKNOWN,
    /** A control frame has not the length that it says. */
    CONTROL_MALFORMED,
    /** Another member was asked for something. */
    REQUEST_FOR_ANOTHER,
    /** Somebody acknowledges of whom nothing is kept. */
    ACK_OF_A_STRANGER,
    /** An acknowledgement of this view came from one who is not in it, or while this member is wedged. */
    ACK_NOT_USED,
    /** An acknowledgement of an earlier view came. */
    ACK_OF_EARLIER_VIEW,
    /** An acknowledgement of a later view came, and is kept for that. */
    ACK_OF_LATER_VIEW,
    /** The transport took no acknowledgement now. */
    ACK_NOT_TAKEN,
    /** Nothing is concluded, because somebody acknowledges in a later view already. */
    SOMEBODY_AHEAD,
    /** Somebody was heard in this view before it was installed here. */
    HEARD_BEFORE_INSTALL,
    /** Somebody consumed of a topic for which this member keeps no account. */
    CREDIT_OF_NO_GROUP,
    /** Consumption was reported so often that no loss can have hidden it. */
    CREDIT_REPORTED_FOR_LONG,
    /** A consumer is not in the view any more: nobody waits for it. */
    CONSUMER_GONE,

    // ---- The order.

    /** A part of the order of another view came. */
    ORDER_OF_OTHER_VIEW,
    /** A part of the order came that was held already. */
    RANGE_DUPLICATE,
    /** A part of the order came and one before it is missing. */
    RANGE_AFTER_A_GAP,
    /** A part of the order came of a sender that the view has not. */
    RANGE_OF_NOBODY,
    /** A part of the order came for which there is no room now. */
    RANGE_WITHOUT_ROOM,
    /** The sequencer waits for the slowest member. */
    ORDER_WINDOW_FULL,
    /** The transport took no order now. */
    ORDER_NOT_TAKEN,
    /** Asked for a part of the order that did not come. */
    ORDER_ASKED,
    /** A part of the order did not come, and it is the turn of this member itself to be asked. */
    ORDER_NOBODY_TO_ASK,
    /** Was asked for the order of the view before this one. */
    ORDER_REQUEST_OF_PRIOR_VIEW,
    /** Was asked for the order of a view of which it keeps none. */
    ORDER_REQUEST_OF_OTHER_VIEW,

    // ---- Changes of the view.

    /** Took a proposal, the first for this change. */
    PROPOSAL_TAKEN,
    /** Took a proposal that replaces another one. */
    PROPOSAL_REPLACED,
    /** The cut shows that a sender had installed the view. */
    PROVEN_BY_THE_CUT,
    /** Cannot accept yet: messages up to the cut are missing. */
    LACKS_MESSAGES,
    /** Cannot accept yet: a part of the order is missing. */
    LACKS_ORDER,
    /** Cannot accept yet: topics that somebody knew are missing. */
    LACKS_TOPICS,
    /** Cannot accept yet: a link to a member of the next view is not up. */
    LACKS_A_LINK,
    /** A link did not come up in time: the change goes on without it. */
    LINKS_AWAITED_NO_LONGER,
    /** A view ends before this member knew its topics: those that nobody knew are lost. */
    TOPICS_LOST_IN_PART,
    /** A view ends before this member could use its topics: all are taken, since somebody reported them. */
    TOPICS_COMPLETE_AT_THE_END,
    /** A message that has a place in the order is lost with its sender. */
    HOLE_IN_THE_ORDER,
    /** A message is not delivered, because it may follow from one that is lost. */
    ORPHAN_DROPPED,
    /** Messages that have no place yet are ordered by the change of the view. */
    ORDERED_BY_THE_CHANGE,
    /** A group was told that messages follow which are sure only among those who go on together. */
    TRANSITIONAL_TOLD,
    /** The messages of a member that is gone are kept for those who are late. */
    DEPARTED_KEPT,
    /** The messages of a member that is gone are forgotten. */
    DEPARTED_FORGOTTEN,
    /** A member of the new view comes from another view than this one. */
    COMES_FROM_ELSEWHERE,
    /** Starts a view whose topics it knows. */
    STARTS_WITH_TOPICS,
    /** Starts a view and has to hear its topics. */
    STARTS_AS_NEWCOMER,
    /** Starts a view that follows several: each of them tells its topics. */
    STARTS_A_MERGE,
    /** Stopped to listen to one who may not come after all. */
    CANDIDATE_DROPPED,
    /** A newcomer's address makes no sense. */
    CANDIDATE_NOT_READABLE,
    /** A founding has nothing to take over. */
    NOTHING_TO_MERGE,
    /** A cut is not of this view: thrown. */
    CUT_OF_OTHER_VIEW,
    /** A state is not of this view: thrown. */
    STATE_OF_OTHER_VIEW,
    /** What must hold at the end of a view does not: thrown. */
    END_OF_VIEW_BROKEN,
    /** A data link stays down: its member is reported. */
    LINK_DOWN,
    /** A data link that was down for too long is up again. */
    LINK_UP_AGAIN,
    /** Delivers nothing, because this process may be out. */
    DELIVERS_NOTHING_IN_DOUBT,
    /** The doubt is over. */
    DELIVERS_AGAIN,

    // ---- Topics.

    /** Topics came that are known already, or of another view. */
    TOPICS_NOT_AWAITED,
    /** Topics came that make no sense. */
    TOPICS_NOT_SOUND,
    /** Topics came again while others are missing. */
    TOPICS_DUPLICATE,
    /** All topics of the view are known now. */
    TOPICS_COMPLETE,
    /** All topics of the view are held, but it is ending: what was reported decides whether they count. */
    TOPICS_COMPLETE_TOO_LATE,
    /** Two parts have one topic in two ways: the first keeps it. */
    TOPICS_CLASH,
    /** Asked for topics that did not come. */
    TOPICS_ASKED,
    /** Topics did not come, and it is the turn of this member itself to be asked. */
    TOPICS_NOBODY_TO_ASK,
    /** Was asked for the topics of a view of which it keeps none. */
    TOPICS_REQUEST_OF_OTHER_VIEW,
    /** Was asked for topics while it sends them. */
    TOPICS_BEING_TOLD,
    /** Tells the topics of the view again. */
    TOPICS_TOLD_AGAIN,
    /** Tells the topics of the view before this one. */
    TOPICS_OF_PRIOR_VIEW_TOLD,
    /** The transport took no topics now. */
    TOPICS_NOT_TAKEN,
    /** A user wants to join a topic, and this member is out. */
    JOIN_WHEN_OUT,
    /** A user wants to leave a topic, and this member is out. */
    LEAVE_WHEN_OUT,
    /** So many joins and leaves wait that a join is refused. */
    TOO_MANY_JOINS,
    /** So many joins and leaves wait that a leave fails. */
    TOO_MANY_LEAVES,
    /** A join or leave waits for room. */
    JOIN_OR_LEAVE_WAITS,
    /** A join is refused at its place in the order. */
    JOIN_REFUSED,
    /** A member left a topic in whose group it was not. */
    LEAVE_OF_A_STRANGER,
    /** A merge ended the group that this member was in. */
    GROUP_ENDED_BY_MERGE,
    /** A message waits for the join of this member, which its sender may have seen. */
    FIFO_WAITS_FOR_A_JOIN,
    /** A message has no group. */
    DELIVERED_TO_NOBODY,
    /** A message names another order than its topic has by now. */
    OTHER_ORDER_DROPPED,

    // ---- Publishing.

    /** Several messages left in one frame. */
    PUBLISHED_TOGETHER,
    /** A message is not taken, because the topics are not known yet. */
    PUBLISH_BEFORE_TOPICS,
    /** A message is not taken, because too many results are outstanding. */
    PUBLISH_WITHOUT_RESULTS,
    /** A message is not taken, because the window is full. */
    PUBLISH_WITHOUT_WINDOW,
    /** A message is not taken, because the slowest consumer has too much. */
    PUBLISH_WITHOUT_CREDIT,
    /** A message is refused, because this member is out. */
    PUBLISH_WHEN_OUT,
    /** A message is refused, because it is too large. */
    PUBLISH_TOO_LARGE,
    /** A message is refused, because it is for a view that ended. */
    PUBLISH_FOR_ENDED_VIEW,
    /** A message is refused, because its topic has another order. */
    PUBLISH_IN_OTHER_ORDER
}
