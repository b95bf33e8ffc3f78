/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.Order;
import io.viewbus.core.wire.DataHeader;
import io.viewbus.core.wire.FrameType;
import io.viewbus.core.wire.MessageBatch;
import io.viewbus.core.wire.OrderCode;
import io.viewbus.spi.trace.Trace;
import io.viewbus.spi.transport.DataStream;
import io.viewbus.spi.transport.SendResult;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * This member's own stream. A message is copied once, into the retention, and sent from there; the transport may lag
 * behind. The window bounds what others have not acknowledged, so that every ring has room for it.
 */
final class OwnStream {

    private static final int SENDS_PER_CYCLE = 1024;
    static final int BATCHES_IN_WINDOW = 16;

    private final int window;
    private final SenderStream stream;
    private final ViewState view;
    private final Receiver receiver;
    private final DataStream data;
    private final Trace trace;
    private long sent;
    private long base;
    private long unackedBytes;

    OwnStream(
            MessagingConfig config,
            SenderStream stream,
            ViewState view,
            Receiver receiver,
            DataStream data,
            Trace trace) {
        window = Math.min(config.window(), data.window());
        this.stream = stream;
        this.view = view;
        this.receiver = receiver;
        this.data = data;
        this.trace = trace;
    }

    /** How long a frame may be that takes several messages: one datagram, and a part of the window that leaves others in the air. */
    int batchLength() {
        return Math.min(data.datagramLength(), window / BATCHES_IN_WINDOW);
    }

    /** Whether the window has room: one message always does when nothing is unacknowledged. */
    boolean hasRoom(int payloadLength) {
        return unackedBytes == 0 || unackedBytes + DataHeader.LENGTH + payloadLength <= window;
    }

    /** How many bytes of messages may be unacknowledged by somebody: what the settings and the transport allow. */
    int window() {
        return window;
    }

    /** The number of the last message. */
    long last() {
        return stream.held();
    }

    /** The last message that the transport has taken. */
    long sent() {
        return sent;
    }

    /** The bytes of messages that somebody has not acknowledged. */
    long unackedBytes() {
        return unackedBytes;
    }

    /** Keeps a message for sending. The caller checked {@link #hasRoom}. */
    boolean append(
            FrameType type, Order order, int topicId, long inView, DirectBuffer payload, int offset, int length) {
        int at = claim(type, order, topicId, length);
        if (at < 0) {
            return false;
        }
        stream.buffer().putBytes(at + DataHeader.LENGTH, payload, offset, length);
        appended(order, topicId, inView, at, DataHeader.LENGTH + length);
        return true;
    }

    /** Keeps several messages for sending as one frame. The caller checked {@link #hasRoom}. */
    boolean appendBatch(Order order, int topicId, DirectBuffer records, int offset, int length, int count, int bytes) {
        int at = claim(FrameType.MESSAGE_BATCH, order, topicId, MessageBatch.HEAD + length);
        if (at < 0) {
            return false;
        }
        MessageBatch.writeHead(stream.buffer(), at, count, bytes);
        stream.buffer().putBytes(MessageBatch.records(at), records, offset, length);
        appended(order, topicId, PublishOptions.ANY_VIEW, at, DataHeader.LENGTH + MessageBatch.HEAD + length);
        return true;
    }

    /** Makes room for the next frame and writes its header, or returns -1. */
    private int claim(FrameType type, Order order, int topicId, int length) {
        int at = stream.claim(DataHeader.LENGTH + length, OrderCode.of(order));
        if (at >= 0) {
            MutableDirectBuffer buffer = stream.buffer();
            DataHeader.write(buffer, at, type, OrderCode.of(order), stream.tag(), topicId, stream.held());
            DataHeader.stamp(buffer, at, view.tag(), view.isWedged(), view.entriesDelivered());
        }
        return at;
    }

    private void appended(Order order, int topicId, long inView, int at, int length) {
        unackedBytes += length;
        if (trace != Trace.NONE) {
            int payload = at + DataHeader.LENGTH;
            long hash = DataHeader.payloadHash(stream.buffer(), payload, length - DataHeader.LENGTH);
            trace.sent(stream.held(), topicId, order, inView, length, hash);
        }
        receiver.receive(stream);
    }

    /** Everybody acknowledged the messages up to this number, or they belong to a prior view (VS-53). */
    void acknowledged(long seq) {
        for (long next = base + 1; next <= seq; next++) {
            unackedBytes -= stream.length(next);
        }
        base = Math.max(base, seq);
    }

    /** Offers to the transport what it has not taken yet. */
    int send() {
        int count = 0;
        // What everybody holds need not be sent, and is not here any more.
        sent = Math.max(sent, stream.released());
        while (sent < stream.held() && count < SENDS_PER_CYCLE && offer(sent + 1) == SendResult.ACCEPTED) {
            sent++;
            count++;
        }
        return count;
    }

    private SendResult offer(long seq) {
        return data.send(stream.buffer(seq), stream.offset(seq), stream.length(seq));
    }
}
