/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.Order;
import io.viewbus.TopicException;
import io.viewbus.core.wire.DataHeader;
import io.viewbus.core.wire.FrameType;
import io.viewbus.core.wire.TopicChange;
import io.viewbus.spi.trace.Trace;
import io.viewbus.view.ClusterException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Joins and leaves of this member: first they wait for room in the stream, then for their place in the order. */
final class TopicCommands {

    /** How many may wait for room. */
    static final int LIMIT = 4096;

    private record Command(
            long token,
            FrameType type,
            String topic,
            @Nullable Order order) {}

    private record Join(long seq, int topicId) {}

    private final OwnStream out;
    private final PendingMessages pending;
    private final MessagingListener listener;
    private final Trace trace;
    private final ArrayDeque<Command> waiting = new ArrayDeque<>();
    private final List<Join> joining = new ArrayList<>();

    TopicCommands(OwnStream out, PendingMessages pending, MessagingListener listener, Trace trace) {
        this.out = out;
        this.pending = pending;
        this.listener = listener;
        this.trace = trace;
    }

    void join(long token, String topic, @Nullable Order order) {
        if (waiting.size() < LIMIT) {
            waiting.add(new Command(token, FrameType.TOPIC_JOIN, topic, order));
        } else {
            trace.mark(MessagingMark.TOO_MANY_JOINS);
            listener.onRefused(token, overloaded());
        }
    }

    void leave(long token, String topic) {
        if (waiting.size() < LIMIT) {
            waiting.add(new Command(token, FrameType.TOPIC_LEAVE, topic, null));
        } else {
            trace.mark(MessagingMark.TOO_MANY_LEAVES);
            listener.onFailed(token, overloaded());
        }
    }

    /** Sends what there is room for. Called in a view only. */
    int send() {
        int count = 0;
        while (!waiting.isEmpty() && send(waiting.peek())) {
            waiting.remove();
            count++;
        }
        return count;
    }

    /** Whether a join of this topic by this member has no place in the order yet. */
    boolean isJoining(int topicId) {
        for (int i = 0; i < joining.size(); i++) {
            if (joining.get(i).topicId() == topicId) {
                return true;
            }
        }
        return false;
    }

    void onJoinDone(long seq) {
        joining.removeIf(join -> join.seq() == seq);
    }

    void failAll(ClusterException why) {
        joining.clear();
        waiting.forEach(command -> listener.onFailed(command.token(), why));
        waiting.clear();
    }

    private boolean send(Command command) {
        byte[] payload = TopicChange.encode(command.topic(), command.order());
        int topicId = DataHeader.topicIdOf(command.topic());
        if (!pending.hasRoomFor(out.last() + 1)
                || !out.hasRoom(payload.length)
                || !out.append(
                        command.type(),
                        Order.TOTAL,
                        DataHeader.NO_TOPIC,
                        PublishOptions.ANY_VIEW,
                        new UnsafeBuffer(payload),
                        0,
                        payload.length)) {
            trace.mark(MessagingMark.JOIN_OR_LEAVE_WAITS);
            return false;
        }
        pending.add(out.last(), command.token());
        if (command.type() == FrameType.TOPIC_JOIN) {
            joining.add(new Join(out.last(), topicId));
        }
        return true;
    }

    private static TopicException overloaded() {
        return new TopicException.Overloaded("more than " + LIMIT + " joins and leaves of this member wait already");
    }
}
