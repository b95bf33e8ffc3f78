/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.GroupViewId;
import io.viewbus.Order;
import io.viewbus.Receipt;
import io.viewbus.Rung;
import io.viewbus.TopicException;
import io.viewbus.core.wire.DataHeader;
import io.viewbus.core.wire.FrameType;
import io.viewbus.core.wire.MessageBatch;
import io.viewbus.spi.trace.Trace;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Outcome;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Takes messages of this member's users into its stream, as far as windows and credit allow. */
final class Publisher {

    private final MessagingConfig config;
    private final ViewState view;
    private final TopicTable topics;
    private final OwnStream ownStream;
    private final PendingMessages pending;
    private final PublisherCredit credit;
    private final MessagingListener listener;
    private final Trace trace;
    private final Counters counters;
    private GroupViewId noGroup = new GroupViewId(0, 0);

    Publisher(
            MessagingConfig config,
            ViewState view,
            TopicTable topics,
            OwnStream ownStream,
            PendingMessages pending,
            PublisherCredit credit,
            MessagingListener listener,
            Trace trace,
            Counters counters) {
        this.config = config;
        this.view = view;
        this.topics = topics;
        this.ownStream = ownStream;
        this.pending = pending;
        this.credit = credit;
        this.listener = listener;
        this.trace = trace;
        this.counters = counters;
    }

    /** Takes a message, or refuses it, or returns false if it must wait. */
    boolean publish(long token, String topic, PublishOptions options, DirectBuffer payload, int offset, int length) {
        return take(token, topic, options, payload, offset, length) || refused();
    }

    /** How long the records may be that are published together. */
    int batchLength() {
        int least = Math.min(ownStream.batchLength(), config.topicWindow() / OwnStream.BATCHES_IN_WINDOW);
        return Math.min(least, config.maxPayload()) - DataHeader.LENGTH - MessageBatch.HEAD;
    }

    /**
     * Takes messages for a group whose publisher wants no answer, or returns false if they must wait. Drops them if the group is left.
     *
     * @param records the messages, see {@link MessageBatch}
     * @param count how many they are
     * @param bytes how many bytes their payloads have together
     */
    boolean publish(int topicId, DirectBuffer records, int offset, int length, int count, int bytes) {
        TopicGroup group = topics.find(topicId);
        if (view.isOut() || (group == null && view.isTableKnown())) {
            return true;
        }
        boolean taken = group != null
                && view.isTableKnown()
                && append(group.order(), topicId, records, offset, length, count, bytes);
        return taken || refused();
    }

    private boolean append(
            Order order, int topicId, DirectBuffer records, int offset, int length, int count, int bytes) {
        if (count == 1) {
            return append(order, topicId, PublishOptions.ANY_VIEW, records, offset + MessageBatch.RECORD, bytes);
        }
        int frame = MessageBatch.HEAD + length;
        if (!hasRoom(topicId, frame) || !ownStream.appendBatch(order, topicId, records, offset, length, count, bytes)) {
            return false;
        }
        trace.mark(MessagingMark.PUBLISHED_TOGETHER);
        credit.sent(topicId, ownStream.last(), frame);
        counters.published(count, bytes);
        return true;
    }

    private boolean refused() {
        trace.offerRefused(ownStream.last());
        counters.heldBack();
        return false;
    }

    private boolean take(
            long token, String topic, PublishOptions options, DirectBuffer payload, int offset, int length) {
        if (!view.isTableKnown() && !view.isOut()) {
            // Until then neither the topic's order nor its subscribers are known.
            trace.mark(MessagingMark.PUBLISH_BEFORE_TOPICS);
            return false;
        }
        int topicId = DataHeader.topicIdOf(topic);
        TopicGroup group = topics.find(topicId);
        ClusterException refusal = refusal(topic, options, group, length);
        if (refusal != null) {
            listener.onFailed(token, refusal);
            return true;
        }
        Order order = orderOf(group, options.order());
        if (!append(order, topicId, options.inView(), payload, offset, length)) {
            return false;
        }
        listener.onAccepted(token);
        confirm(token, options.confirm(), order, group);
        return true;
    }

    /** Keeps a message for sending, as far as windows and credit allow. */
    private boolean append(Order order, int topicId, long inView, DirectBuffer payload, int offset, int length) {
        if (!hasRoom(topicId, length)
                || !ownStream.append(FrameType.MESSAGE, order, topicId, inView, payload, offset, length)) {
            return false;
        }
        credit.sent(topicId, ownStream.last(), length);
        counters.published(1, length);
        return true;
    }

    /** Answers at once if that was all that was asked for; a FIFO message needs no other place than its number. */
    private void confirm(long token, Rung rung, Order order, @Nullable TopicGroup group) {
        GroupViewId groupView = group == null ? noGroup() : group.viewId();
        int groupSize = group == null ? 0 : group.size();
        if (rung == Rung.ACCEPTED || (rung == Rung.ORDERED && order == Order.FIFO)) {
            listener.onReceipt(token, new Receipt(groupView, 0, groupSize, rung));
        } else {
            pending.add(ownStream.last(), token, rung, groupView, groupSize);
        }
    }

    private GroupViewId noGroup() {
        if (noGroup.counter() != view.counter()) {
            noGroup = new GroupViewId(view.counter(), 0);
        }
        return noGroup;
    }

    private boolean hasRoom(int topicId, int length) {
        if (!pending.hasRoomFor(ownStream.last() + 1)) {
            trace.mark(MessagingMark.PUBLISH_WITHOUT_RESULTS);
        } else if (!ownStream.hasRoom(length)) {
            trace.mark(MessagingMark.PUBLISH_WITHOUT_WINDOW);
        } else if (!credit.hasRoom(topicId, length)) {
            trace.mark(MessagingMark.PUBLISH_WITHOUT_CREDIT);
        } else {
            return view.hasView();
        }
        return false;
    }

    private @Nullable ClusterException refusal(
            String topic, PublishOptions options, @Nullable TopicGroup group, int length) {
        if (view.isOut()) {
            trace.mark(MessagingMark.PUBLISH_WHEN_OUT);
            return MessagingParticipant.disposed(Outcome.NOT_SENT);
        }
        if (length > config.maxPayload()) {
            trace.mark(MessagingMark.PUBLISH_TOO_LARGE);
            return new TopicException.PayloadRejected(
                    "a payload of " + length + " bytes is above the limit of " + config.maxPayload(), null);
        }
        if (view.isOver(options.inView())) {
            trace.mark(MessagingMark.PUBLISH_FOR_ENDED_VIEW);
            return new TopicException.ViewChanged(options.inView());
        }
        Order named = options.order();
        if (group == null || named == null || named == group.order()) {
            return null;
        }
        trace.mark(MessagingMark.PUBLISH_IN_OTHER_ORDER);
        return new TopicException.OrderMismatch(topic, group.order(), named);
    }

    private static Order orderOf(@Nullable TopicGroup group, @Nullable Order wanted) {
        return group != null ? group.order() : Objects.requireNonNullElse(wanted, Order.TOTAL);
    }
}
