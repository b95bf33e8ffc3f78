/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.GroupView;
import io.viewbus.GroupViewId;
import io.viewbus.Order;
import io.viewbus.Receipt;
import io.viewbus.core.wire.MessageBatch;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Member;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Hears what messaging delivers. Called on the agent thread; MUST NOT block, throw or call back. Tokens are those that
 * came with the commands; each command ends with exactly one call that carries its token, besides {@link #onAccepted}.
 */
public interface MessagingListener {

    /**
     * A message for a group that this member is in.
     *
     * @param topicId the topic
     * @param sender who sent it
     * @param seq its number in the sender's stream, for {@link MessagingParticipant#consumed}
     * @param view the group view in which it is delivered
     * @param sequence its place in the group view, from 1
     * @param transitional whether it has less than the guarantee of the topic's order
     * @param buffer holds the payload, valid during the call
     * @param offset where it starts
     * @param length its length in bytes
     */
    void onMessage(
            int topicId,
            Member sender,
            long seq,
            GroupViewId view,
            long sequence,
            boolean transitional,
            DirectBuffer buffer,
            int offset,
            int length);

    /**
     * Several messages of one sender are delivered, which travelled together and have one number. Told one by one unless a listener takes
     * them as they are.
     *
     * @param topicId the topic
     * @param sender who sent them
     * @param seq their number in the sender's stream
     * @param view the group view in which they are delivered
     * @param sequence the place of the first in the group view, from 1; the others follow it
     * @param transitional whether they have less than the guarantee of the topic's order
     * @param buffer holds the records, see {@link MessageBatch}, valid during the call
     * @param offset where the first record starts
     * @param length the length of all records in bytes
     */
    default void onMessages(
            int topicId,
            Member sender,
            long seq,
            GroupViewId view,
            long sequence,
            boolean transitional,
            DirectBuffer buffer,
            int offset,
            int length) {
        long next = sequence;
        for (int at = offset; at < offset + length; next++) {
            int payload = MessageBatch.length(buffer, at);
            onMessage(topicId, sender, seq, view, next, transitional, buffer, at + MessageBatch.RECORD, payload);
            at += MessageBatch.recordLength(payload);
        }
    }

    /**
     * A view of a SAFE group that this member is in ends with messages that are transitional.
     *
     * @param topicId the topic
     * @param view the group view that ends
     * @param companions those of its members that go on together
     */
    void onTransitional(int topicId, GroupViewId view, List<Member> companions);

    /**
     * The membership of a group that this member is in changed. The view with which it came in is told by
     * {@link #onJoined} only.
     *
     * @param topicId the topic
     * @param view its members from now on
     */
    void onGroupView(int topicId, GroupView view);

    /**
     * This member is out of a group because parts of the cluster merged whose topics cannot be reconciled.
     *
     * @param topicId the topic
     * @param why the reason
     */
    void onGroupEnded(int topicId, ClusterException why);

    /**
     * This member is in a group.
     *
     * @param token of the join
     * @param topicId the topic
     * @param order its order
     * @param view the group with this member
     */
    void onJoined(long token, int topicId, Order order, GroupView view);

    /**
     * A join was refused.
     *
     * @param token of the join
     * @param why the reason
     */
    void onRefused(long token, ClusterException why);

    /**
     * This member is out of a group.
     *
     * @param token of the leave
     */
    void onLeft(long token);

    /**
     * A message was accepted for sending.
     *
     * @param token of the message
     */
    void onAccepted(long token);

    /**
     * A message of this member has come as far as was asked for. Comes during the call of {@link MessagingParticipant#publish} if no
     * more was asked for than to take it.
     *
     * @param token of the message
     * @param receipt how far it came, and where it was delivered
     */
    void onReceipt(long token, Receipt receipt);

    /**
     * A message failed, or any command because this member's part in the cluster is over.
     *
     * @param token of the command
     * @param why the reason, whose outcome tells whether it may have happened
     */
    void onFailed(long token, ClusterException why);
}
