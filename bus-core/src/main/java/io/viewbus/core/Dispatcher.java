/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.GroupView;
import io.viewbus.GroupViewId;
import io.viewbus.Order;
import io.viewbus.TopicException;
import io.viewbus.core.wire.DataHeader;
import io.viewbus.core.wire.FrameType;
import io.viewbus.core.wire.MessageBatch;
import io.viewbus.core.wire.OrderCode;
import io.viewbus.core.wire.TopicChange;
import io.viewbus.spi.trace.Trace;
import io.viewbus.view.Member;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Delivers one message whose turn has come: to the user, to the topic table, or to nobody. */
final class Dispatcher {

    private final ViewState view;
    private final TopicTable topics;
    private final PendingMessages pending;
    private final TopicCommands commands;
    private final PublisherCredit credit;
    private final MessagingListener listener;
    private final Trace trace;
    private final Counters counters;
    private final SenderStream own;
    private GroupViewId noGroup = new GroupViewId(0, 0);

    Dispatcher(
            ViewState view,
            TopicTable topics,
            PendingMessages pending,
            TopicCommands commands,
            PublisherCredit credit,
            SenderStream own,
            MessagingListener listener,
            Trace trace,
            Counters counters) {
        this.view = view;
        this.topics = topics;
        this.pending = pending;
        this.commands = commands;
        this.credit = credit;
        this.own = own;
        this.listener = listener;
        this.trace = trace;
        this.counters = counters;
    }

    /**
     * Delivers the next entry of the total order.
     *
     * @param transitional whether it has less than the guarantee of its level
     */
    void deliverTotal(SenderStream stream, long seq, boolean transitional) {
        long entry = view.nextEntry();
        DirectBuffer buffer = stream.buffer(seq);
        int offset = stream.offset(seq);
        if (FrameType.isOfUsers(DataHeader.type(buffer, offset))) {
            deliverMessage(stream, seq, entry, transitional);
            return;
        }
        traceDelivered(stream, seq, entry, noGroup, 0, false, false);
        String name = TopicChange.name(buffer, offset, stream.length(seq));
        if (DataHeader.type(buffer, offset) == FrameType.TOPIC_JOIN.code()) {
            onJoin(stream, seq, name, TopicChange.order(buffer, offset));
        } else {
            onLeave(stream, seq, name);
        }
    }

    /**
     * Delivers a FIFO message, unless its sender may have seen a join of this member that is not delivered here: then the
     * entries that it had seen come first, so that it is not missed. They were all sent before it, so waiting for them cannot
     * end in a circle.
     *
     * @return false if it must wait
     */
    boolean deliverFifo(SenderStream stream, long seq, boolean mayWait) {
        DirectBuffer buffer = stream.buffer(seq);
        int offset = stream.offset(seq);
        if (mayWait
                && DataHeader.ordSeen(buffer, offset) > view.entriesDelivered()
                && commands.isJoining(DataHeader.topicId(buffer, offset))) {
            trace.mark(MessagingMark.FIFO_WAITS_FOR_A_JOIN);
            return false;
        }
        deliverMessage(stream, seq, 0, false);
        return true;
    }

    /**
     * Starts all groups again in a new view of the cluster: its lost members leave all their topics. A topic that gets empty
     * by that stays until the next view, so that newcomers have the same table.
     *
     * @param fellows who comes from the same view as this member, as bits by rank
     */
    void startView(long fellows) {
        topics.removeEmpty();
        for (TopicGroup group : topics.groups()) {
            GroupView groupView = group.startView(view.view());
            trace.topicView(group.id(), groupView.id().counter(), 0, groupView.members());
            if (group.isSelfIn()) {
                listener.onGroupView(group.id(), groupView);
            }
        }
        traceTable();
        credit.onView(view.view(), fellows);
        noGroup = new GroupViewId(view.counter(), 0);
    }

    /** Starts a view whose topics are not known yet; fellows as above. */
    void startWithoutTopics(long fellows) {
        credit.onView(view.view(), fellows);
        noGroup = new GroupViewId(view.counter(), 0);
    }

    /** Takes the topics of the installed view. */
    void takeTopics(List<TopicGroup> groups) {
        List<TopicGroup> before = topics.groups();
        topics.clear();
        groups.forEach(topics::put);
        before.forEach(this::endUnlessKept);
        for (TopicGroup group : groups) {
            group.selfIn(group.contains(own.member().incarnation()));
            GroupView groupView = group.merged(view.view());
            trace.topicView(group.id(), groupView.id().counter(), 0, groupView.members());
            // Whoever was in the group before this member knew of it holds it back like everybody else.
            group.members().forEach(member -> credit.onKnown(group.id(), member.incarnation(), own.held()));
            if (group.isSelfIn()) {
                listener.onGroupView(group.id(), groupView);
            }
        }
        traceTable();
    }

    private void endUnlessKept(TopicGroup mine) {
        TopicGroup now = topics.find(mine.id());
        for (Member member : mine.members()) {
            if (now == null || !now.contains(member.incarnation())) {
                credit.onLeft(mine.id(), member.incarnation());
            }
        }
        if (mine.isSelfIn() && (now == null || !now.contains(own.member().incarnation()))) {
            trace.mark(MessagingMark.GROUP_ENDED_BY_MERGE);
            Order order = now == null ? mine.order() : now.order();
            listener.onGroupEnded(mine.id(), new TopicException.OrderMismatch(mine.name(), order, mine.order()));
        }
    }

    /** Tells a group, once in each of its views, that messages follow which are sure only among those who stay together. */
    void announceEnd(int topicId, List<Member> companions) {
        TopicGroup group = topics.find(topicId);
        if (group != null && group.isSelfIn() && group.announceEnd()) {
            trace.mark(MessagingMark.TRANSITIONAL_TOLD);
            List<Member> staying =
                    group.members().stream().filter(companions::contains).toList();
            listener.onTransitional(group.id(), group.viewId(), staying);
        }
    }

    private void deliverMessage(SenderStream stream, long seq, long entry, boolean transitional) {
        DirectBuffer buffer = stream.buffer(seq);
        int offset = stream.offset(seq);
        boolean together = DataHeader.type(buffer, offset) == FrameType.MESSAGE_BATCH.code();
        int count = together ? MessageBatch.count(buffer, offset) : 1;
        int bytes = together ? MessageBatch.bytes(buffer, offset) : stream.length(seq) - DataHeader.LENGTH;
        stream.tally().add(seq, count, bytes);
        counters.delivered(count, bytes);
        TopicGroup group = topics.find(DataHeader.topicId(buffer, offset));
        if (group == null) {
            trace.mark(MessagingMark.DELIVERED_TO_NOBODY);
            deliverToNobody(stream, seq, entry, transitional);
        } else if (OrderCode.of(group.order()) != stream.order(seq)) {
            trace.mark(MessagingMark.OTHER_ORDER_DROPPED);
            dropMismatch(stream, seq, entry, transitional, group);
        } else {
            deliverToGroup(stream, seq, entry, transitional, group, count);
        }
    }

    private void deliverToGroup(
            SenderStream stream, long seq, long entry, boolean transitional, TopicGroup group, int count) {
        boolean toUser = group.isSelfIn();
        long sequence = group.nextSequence(count);
        traceDelivered(stream, seq, entry, group.viewId(), group.nextPlace(), toUser, transitional);
        if (toUser) {
            handOver(stream, seq, transitional, group, sequence, count);
        }
        if (stream == own) {
            pending.delivered(seq, group.viewId(), sequence, group.size());
        }
    }

    private void handOver(
            SenderStream stream, long seq, boolean transitional, TopicGroup group, long sequence, int count) {
        DirectBuffer buffer = stream.buffer(seq);
        int id = group.id();
        int frame = stream.offset(seq);
        int head = count > 1 ? DataHeader.LENGTH + MessageBatch.HEAD : DataHeader.LENGTH;
        int length = stream.length(seq) - head;
        GroupViewId in = group.viewId();
        if (count > 1) {
            listener.onMessages(id, stream.member(), seq, in, sequence, transitional, buffer, frame + head, length);
        } else {
            listener.onMessage(id, stream.member(), seq, in, sequence, transitional, buffer, frame + head, length);
        }
    }

    private void deliverToNobody(SenderStream stream, long seq, long entry, boolean transitional) {
        traceDelivered(stream, seq, entry, noGroup, 0, false, transitional);
        if (stream == own) {
            pending.delivered(seq, noGroup, 0, 0);
        }
    }

    private void dropMismatch(SenderStream stream, long seq, long entry, boolean transitional, TopicGroup group) {
        traceDelivered(stream, seq, entry, group.viewId(), 0, false, transitional);
        if (stream == own) {
            Order named = orderOf(stream, seq);
            pending.fail(seq, new TopicException.OrderMismatch(group.name(), group.order(), named));
        }
    }

    private void onJoin(SenderStream stream, long seq, String name, @Nullable Order order) {
        Member joiner = stream.member();
        int topicId = DataHeader.topicIdOf(name);
        TopicException refusal = topics.refusal(topicId, name, order, joiner.incarnation());
        TopicGroup group = refusal == null ? topics.findOrCreate(topicId, name, order, view.counter()) : null;
        if (refusal != null) {
            trace.mark(MessagingMark.JOIN_REFUSED);
        }
        GroupView groupView = group == null ? null : group.join(joiner, view.view());
        if (groupView != null) {
            trace.topicView(topicId, groupView.id().counter(), groupView.id().change(), groupView.members());
            credit.onJoined(topicId, joiner.incarnation(), own.held());
        }
        if (stream == own) {
            onOwnJoin(seq, group, groupView, refusal);
        } else if (group != null && groupView != null && group.isSelfIn()) {
            listener.onGroupView(topicId, groupView);
        }
    }

    private void onOwnJoin(
            long seq, @Nullable TopicGroup group, @Nullable GroupView groupView, @Nullable TopicException refusal) {
        long token = pending.take(seq);
        commands.onJoinDone(seq);
        if (group != null && groupView != null) {
            group.selfIn(true);
            listener.onJoined(token, group.id(), group.order(), groupView);
        } else if (refusal != null) {
            listener.onRefused(token, refusal);
        }
    }

    private void onLeave(SenderStream stream, long seq, String name) {
        int topicId = DataHeader.topicIdOf(name);
        Member leaver = stream.member();
        TopicGroup group = topics.find(topicId);
        if (group != null && group.name().equals(name) && group.contains(leaver.incarnation())) {
            GroupView groupView = group.leave(leaver);
            trace.topicView(topicId, groupView.id().counter(), groupView.id().change(), groupView.members());
            credit.onLeft(topicId, leaver.incarnation());
            if (stream == own) {
                group.selfIn(false);
            } else if (group.isSelfIn()) {
                listener.onGroupView(topicId, groupView);
            }
        } else {
            trace.mark(MessagingMark.LEAVE_OF_A_STRANGER);
        }
        if (stream == own) {
            listener.onLeft(pending.take(seq));
        }
    }

    private void traceTable() {
        if (trace != Trace.NONE) {
            trace.topicTable(view.id(), topics.hash());
        }
    }

    private void traceDelivered(
            SenderStream stream,
            long seq,
            long entry,
            GroupViewId group,
            long sequence,
            boolean toUser,
            boolean transitional) {
        if (trace == Trace.NONE) {
            return;
        }
        DirectBuffer buffer = stream.buffer(seq);
        int offset = stream.offset(seq);
        int payload = offset + DataHeader.LENGTH;
        trace.delivered(
                stream.member().incarnation(),
                seq,
                DataHeader.topicId(buffer, offset),
                orderOf(stream, seq),
                entry,
                group.change(),
                sequence,
                toUser,
                transitional,
                DataHeader.payloadHash(buffer, payload, stream.length(seq) - DataHeader.LENGTH));
    }

    private static Order orderOf(SenderStream stream, long seq) {
        Order order = OrderCode.orderOf(stream.order(seq));
        if (order == null) {
            throw new IllegalStateException("a frame that should not have been taken in");
        }
        return order;
    }
}
