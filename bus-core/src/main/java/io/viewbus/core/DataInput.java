/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.core.SenderStream.Acceptance;
import io.viewbus.core.wire.DataHeader;
import io.viewbus.core.wire.FrameType;
import io.viewbus.core.wire.MessageBatch;
import io.viewbus.core.wire.OrderCode;
import io.viewbus.core.wire.TopicChange;
import io.viewbus.spi.trace.Trace;
import io.viewbus.spi.transport.FrameHandler;
import org.agrona.DirectBuffer;

/** Sorts data frames into streams. A frame that does not look right is dropped and counted, whoever sent it. */
final class DataInput implements FrameHandler {

    private static final long NOT_LENT = -1;

    private final MessagingConfig config;
    private final ViewState view;
    private final Streams streams;
    private final Receiver receiver;
    private final TableTransfer tables;
    private final Counters counters;
    private final Trace trace;

    DataInput(
            MessagingConfig config,
            ViewState view,
            Streams streams,
            Receiver receiver,
            TableTransfer tables,
            Counters counters,
            Trace trace) {
        this.config = config;
        this.view = view;
        this.streams = streams;
        this.receiver = receiver;
        this.tables = tables;
        this.counters = counters;
        this.trace = trace;
    }

    @Override
    public boolean onFrame(long link, DirectBuffer buffer, int offset, int length) {
        return onFrame(link, buffer, offset, length, NOT_LENT);
    }

    @Override
    public boolean onLent(long link, DirectBuffer buffer, int offset, int length, long position) {
        return onFrame(link, buffer, offset, length, position);
    }

    @Override
    public void onRecall(long link, long position) {
        SenderStream from = streams.findByLink(link);
        if (from != null) {
            from.recall(position);
        }
    }

    private boolean onFrame(long link, DirectBuffer buffer, int offset, int length, long position) {
        SenderStream from = streams.findByLink(link);
        FrameType type = length < DataHeader.LENGTH ? null : FrameType.of(DataHeader.type(buffer, offset));
        if (view.isOut() || from == null || type == null || DataHeader.senderTag(buffer, offset) != from.tag()) {
            dropped(view.isOut(), from == null, type == null);
            return true;
        }
        return switch (type) {
            case MESSAGE, MESSAGE_BATCH, TOPIC_JOIN, TOPIC_LEAVE ->
                onNumbered(from, buffer, offset, length, position) != Acceptance.NO_ROOM;
            case REPAIR -> onRepair(buffer, offset, length);
            case TOPIC_TABLE -> tables.onTable(buffer, offset, length);
        };
    }

    private Acceptance onNumbered(SenderStream stream, DirectBuffer buffer, int offset, int length, long position) {
        if (!isSound(buffer, offset, length)) {
            counters.dropped();
            trace.mark(MessagingMark.FRAME_NOT_SOUND);
            return Acceptance.DUPLICATE;
        }
        Acceptance acceptance = position == NOT_LENT
                ? stream.accept(buffer, offset, length, readLimit())
                : stream.acceptLent(buffer, offset, length, readLimit(), position);
        if (acceptance == Acceptance.KEPT) {
            receiver.receive(stream);
        } else {
            notKept(stream, acceptance);
        }
        return acceptance;
    }

    private void notKept(SenderStream stream, Acceptance acceptance) {
        if (acceptance == Acceptance.AFTER_GAP) {
            counters.gap();
            trace.mark(MessagingMark.FRAME_AFTER_A_GAP);
        } else if (acceptance == Acceptance.NO_ROOM) {
            trace.mark(MessagingMark.FRAME_WITHOUT_ROOM);
        } else {
            trace.mark(stream.isBaseKnown() ? MessagingMark.FRAME_DUPLICATE : MessagingMark.FRAME_BEFORE_ITS_BASE);
        }
    }

    private void dropped(boolean out, boolean unknown, boolean unreadable) {
        counters.dropped();
        if (out) {
            trace.mark(MessagingMark.FRAME_WHEN_OUT);
        } else if (unknown) {
            trace.mark(MessagingMark.FRAME_OF_A_STRANGER);
        } else {
            trace.mark(unreadable ? MessagingMark.FRAME_UNREADABLE : MessagingMark.FRAME_OF_ANOTHER);
        }
    }

    private boolean isSound(DirectBuffer buffer, int offset, int length) {
        int order = DataHeader.order(buffer, offset);
        int type = DataHeader.type(buffer, offset);
        if (FrameType.isOfUsers(type)) {
            return OrderCode.orderOf(order) != null
                    && length <= config.maxPayload() + DataHeader.LENGTH
                    && (type == FrameType.MESSAGE.code() || MessageBatch.isSound(buffer, offset, length));
        }
        return order == OrderCode.TOTAL && TopicChange.isOfSoundLength(length);
    }

    /**
     * Taken whether there is room or not: refusing it would hold back the frames of the member that repairs, and it will be
     * asked for again.
     */
    private boolean onRepair(DirectBuffer buffer, int offset, int length) {
        int inner = offset + DataHeader.REPAIR_LENGTH;
        int innerLength = length - DataHeader.REPAIR_LENGTH;
        SenderStream stream = innerLength < DataHeader.LENGTH
                ? null
                : streams.find(DataHeader.originalHigh(buffer, offset), DataHeader.originalLow(buffer, offset));
        if (stream != null && isRepairOf(stream, buffer, inner)) {
            onNumbered(stream, buffer, inner, innerLength, NOT_LENT);
        } else {
            counters.dropped();
            trace.mark(stream == null ? MessagingMark.REPAIR_OF_A_STRANGER : MessagingMark.REPAIR_NOT_SOUND);
        }
        return true;
    }

    private boolean isRepairOf(SenderStream stream, DirectBuffer buffer, int inner) {
        if (stream == streams.own() || DataHeader.senderTag(buffer, inner) != stream.tag()) {
            return false;
        }
        FrameType type = FrameType.of(DataHeader.type(buffer, inner));
        return type != null && type.isNumbered();
    }

    /** In a running view a part of the ring stays free for what a change may have to repair (VS-53). */
    private int readLimit() {
        return view.isMember() ? 2 * config.window() : Integer.MAX_VALUE;
    }
}
