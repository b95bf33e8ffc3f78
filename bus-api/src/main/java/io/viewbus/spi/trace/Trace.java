/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.spi.trace;

import io.viewbus.Order;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.List;

/**
 * Takes the events of one member, in the order in which they happen there. Called on the agent thread; an implementation
 * MUST NOT block or throw (a checker may throw to end a simulated run). All methods do nothing by default.
 */
public interface Trace {

    /** Takes nothing. */
    Trace NONE = new Trace() {};

    /**
     * This member asks to be let in.
     *
     * @param self this member
     */
    default void joining(Member self) {}

    /** This member asks to be let out. */
    default void leaving() {}

    /**
     * This member suspects another.
     *
     * @param suspect who
     */
    default void suspected(Incarnation suspect) {}

    /**
     * This member promised not to take part in lower ballots.
     *
     * @param prior the view that is to be followed
     * @param round the round of the ballot
     * @param proposer the proposer of the ballot
     */
    default void promised(ViewId prior, long round, Incarnation proposer) {}

    /**
     * This member stopped: nothing more is delivered, acknowledged or ordered in its view before that ends.
     *
     * @param view its view
     */
    default void wedged(ViewId view) {}

    /**
     * This process accepted a view: it holds everything needed to install it.
     *
     * @param prior the view that it has installed, {@link ViewId#NONE} for a newcomer
     * @param next the accepted view
     */
    default void accepted(ViewId prior, ViewId next) {}

    /**
     * This member learnt what follows a view.
     *
     * @param prior the view that is followed
     * @param next the decided view
     * @param members its members, none if the cluster is given up
     * @param proposalHash a hash of everything that was decided
     */
    default void decided(ViewId prior, ViewId next, List<Member> members, long proposalHash) {}

    /**
     * This member installed a view, after it delivered what belongs to the prior one.
     *
     * @param prior the view it follows
     * @param view the view
     * @param transitional members that come from the same prior view
     */
    default void installed(ViewId prior, View view, List<Member> transitional) {}

    /**
     * This member can or cannot reach a quorum.
     *
     * @param state the new state
     */
    default void primaryState(PrimaryState state) {}

    /** This member learnt that the cluster went on without it. */
    default void excluded() {}

    /** This member is gone, having left as it wanted. */
    default void left() {}

    /**
     * The cut that ends a view which the next one follows: the last message of each sender that belongs to it. Told before the next
     * view is installed, of every view that was merged into it, and to a newcomer of those that it was not in.
     *
     * @param prior the view that ends
     * @param lastSeqs by rank in that view
     */
    default void cut(ViewId prior, long[] lastSeqs) {}

    /**
     * This member accepted a message of its own for sending, or several that travel together and are one message to the protocol.
     *
     * @param seq its number in this member's stream, from 1
     * @param topic the topic's id, 0 if it is a join or leave
     * @param order the order that it names
     * @param inView the counter of the only view in which it may be delivered, 0 for any
     * @param length how many bytes of the window it takes
     * @param payloadHash a hash of the payload
     */
    default void sent(long seq, int topic, Order order, long inView, int length, long payloadHash) {}

    /**
     * This member was offered a message by its user and could not take it.
     *
     * @param last the number of the last message that it took
     */
    default void offerRefused(long last) {}

    /**
     * This member delivered a message, or took its place in the order without subscribing to its topic.
     *
     * @param sender who sent it
     * @param seq its number in the sender's stream
     * @param topic the topic's id, 0 if it is a join or leave
     * @param order the order that it names
     * @param orderIndex its place in the total order of the view, from 1; 0 for FIFO
     * @param change the number of changes of the topic's membership in this view before it
     * @param groupSequence its place in the group view, from 1, where messages that travel together have one; 0 if the topic is not known
     * @param toUser whether this member is in the topic's group
     * @param transitional whether it has the guarantee of its order only among those that go on together
     * @param payloadHash a hash of the payload
     */
    default void delivered(
            Incarnation sender,
            long seq,
            int topic,
            Order order,
            long orderIndex,
            long change,
            long groupSequence,
            boolean toUser,
            boolean transitional,
            long payloadHash) {}

    /**
     * This member holds the next range of its view's total order: the ordered messages of one sender up to a number.
     *
     * @param range the number of the range in the view, from 1
     * @param senderRank the sender's rank in the view
     * @param upToSeq the last of its messages
     */
    default void ordered(long range, int senderRank, long upToSeq) {}

    /**
     * A topic's membership changed here.
     *
     * @param topic the topic's id
     * @param counter the counter of the cluster view
     * @param change the number of the change within that view
     * @param members its members by rank
     */
    default void topicView(int topic, long counter, long change, List<Member> members) {}

    /**
     * This member knows all topics as of the start of a view.
     *
     * @param view the view; told before its installation where they are known then
     * @param hash a hash of all topics with their orders and members
     */
    default void topicTable(ViewId view, long hash) {}

    /**
     * This member holds all messages of a sender up to one, complete and without a gap.
     *
     * @param sender the sender
     * @param seq the last of them
     * @param kept how many bytes it keeps of this sender
     */
    default void received(Incarnation sender, long seq, int kept) {}

    /**
     * This member knows that all members of its view hold all messages of a sender up to one.
     *
     * @param sender the sender
     * @param seq the last of them
     */
    default void stable(Incarnation sender, long seq) {}

    /**
     * This member forgot the messages of a sender up to one.
     *
     * @param sender the sender
     * @param seq the last of them
     * @param kept how many bytes it still keeps of this sender
     */
    default void released(Incarnation sender, long seq, int kept) {}

    /**
     * This member came to a marked place of its protocol: a transition, an input that it drops, or a branch for what goes wrong.
     * Marks are for measuring what tests reach. They say nothing that a checker needs, and which there are changes from
     * release to release.
     *
     * @param mark the place
     */
    default void mark(Enum<?> mark) {}
}
