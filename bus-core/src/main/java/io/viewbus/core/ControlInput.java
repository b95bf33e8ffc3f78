/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.core.wire.sbe.AckDecoder;
import io.viewbus.core.wire.sbe.CreditDecoder;
import io.viewbus.core.wire.sbe.GroupSizeEncodingDecoder;
import io.viewbus.core.wire.sbe.IncarnationIdDecoder;
import io.viewbus.core.wire.sbe.MessageHeaderDecoder;
import io.viewbus.core.wire.sbe.OrderRangesDecoder;
import io.viewbus.core.wire.sbe.OrderRequestDecoder;
import io.viewbus.core.wire.sbe.RepairRequestDecoder;
import io.viewbus.core.wire.sbe.TableRequestDecoder;
import io.viewbus.view.Incarnation;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Sorts control frames. The shape of a frame is checked before anything is read from it: what is malformed is dropped and
 * counted.
 */
final class ControlInput {

    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int GROUP_HEADER = GroupSizeEncodingDecoder.ENCODED_LENGTH;
    private static final int NO_GROUP = -1;

    private final Parts parts;
    private final ViewState view;
    private final Incarnation self;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AckDecoder ack = new AckDecoder();
    private final OrderRangesDecoder order = new OrderRangesDecoder();
    private final OrderRequestDecoder orderRequest = new OrderRequestDecoder();
    private final RepairRequestDecoder repairRequest = new RepairRequestDecoder();
    private final TableRequestDecoder tableRequest = new TableRequestDecoder();
    private final CreditDecoder credit = new CreditDecoder();

    ControlInput(Parts parts, Incarnation self) {
        this.parts = parts;
        this.view = parts.view;
        this.self = self;
    }

    void onFrame(Incarnation from, DirectBuffer buffer, int offset, int length) {
        if (length < HEADER || header.wrap(buffer, offset).version() != AckDecoder.SCHEMA_VERSION) {
            parts.counters.dropped();
            parts.trace.mark(MessagingMark.CONTROL_UNREADABLE);
            return;
        }
        switch (header.templateId()) {
            case AckDecoder.TEMPLATE_ID -> onAck(from, buffer, offset, length);
            case OrderRangesDecoder.TEMPLATE_ID -> onOrder(buffer, offset, length);
            case OrderRequestDecoder.TEMPLATE_ID -> onOrderRequest(buffer, offset, length);
            case RepairRequestDecoder.TEMPLATE_ID -> onRepairRequest(buffer, offset, length);
            case TableRequestDecoder.TEMPLATE_ID -> onTableRequest(buffer, offset, length);
            case CreditDecoder.TEMPLATE_ID -> onCredit(from, buffer, offset, length);
            default -> {
                parts.counters.dropped();
                parts.trace.mark(MessagingMark.CONTROL_UNKNOWN);
            }
        }
    }

    private void onAck(Incarnation from, DirectBuffer buffer, int offset, int length) {
        int entry = AckDecoder.StreamsDecoder.sbeBlockLength();
        SenderStream stream = parts.streams.find(from);
        if (!isWellFormed(buffer, offset, length, AckDecoder.BLOCK_LENGTH, entry)) {
            return;
        }
        if (stream != null) {
            parts.stability.onAck(stream, ack.wrapAndApplyHeader(buffer, offset, header));
        } else {
            parts.trace.mark(MessagingMark.ACK_OF_A_STRANGER);
        }
    }

    private void onOrder(DirectBuffer buffer, int offset, int length) {
        int entry = OrderRangesDecoder.RangesDecoder.sbeBlockLength();
        if (!isWellFormed(buffer, offset, length, OrderRangesDecoder.BLOCK_LENGTH, entry)) {
            return;
        }
        order.wrapAndApplyHeader(buffer, offset, header);
        if (!view.isCurrent(order.view().counter(), order.view().tag())) {
            parts.trace.mark(MessagingMark.ORDER_OF_OTHER_VIEW);
            return;
        }
        long range = order.firstRange();
        for (OrderRangesDecoder.RangesDecoder ranges = order.ranges(); ranges.hasNext(); range++) {
            ranges.next();
            parts.order.onRange(range, ranges.senderRank(), ranges.upToSeq());
        }
    }

    private void onOrderRequest(DirectBuffer buffer, int offset, int length) {
        if (isWellFormed(buffer, offset, length, OrderRequestDecoder.BLOCK_LENGTH, NO_GROUP)) {
            orderRequest.wrapAndApplyHeader(buffer, offset, header);
            if (isAsked(orderRequest.holder())) {
                parts.order.onRequest(
                        orderRequest.view().counter(), orderRequest.view().tag(), orderRequest.fromRange());
            }
        }
    }

    private void onRepairRequest(DirectBuffer buffer, int offset, int length) {
        if (isWellFormed(buffer, offset, length, RepairRequestDecoder.BLOCK_LENGTH, NO_GROUP)) {
            repairRequest.wrapAndApplyHeader(buffer, offset, header);
            if (isAsked(repairRequest.holder())) {
                IncarnationIdDecoder sender = repairRequest.sender();
                parts.repairs.onRequest(sender.high(), sender.low(), repairRequest.fromSeq(), repairRequest.toSeq());
            }
        }
    }

    private void onTableRequest(DirectBuffer buffer, int offset, int length) {
        if (isWellFormed(buffer, offset, length, TableRequestDecoder.BLOCK_LENGTH, NO_GROUP)) {
            tableRequest.wrapAndApplyHeader(buffer, offset, header);
            if (isAsked(tableRequest.holder())) {
                parts.tables.onRequest(
                        tableRequest.view().counter(), tableRequest.view().tag());
            }
        }
    }

    private void onCredit(Incarnation from, DirectBuffer buffer, int offset, int length) {
        int entry = CreditDecoder.SendersDecoder.sbeBlockLength();
        if (!isWellFormed(buffer, offset, length, CreditDecoder.BLOCK_LENGTH, entry)) {
            return;
        }
        credit.wrapAndApplyHeader(buffer, offset, header);
        int topicId = credit.topicId();
        for (CreditDecoder.SendersDecoder senders = credit.senders(); senders.hasNext(); ) {
            senders.next();
            if (isSelf(senders.sender())) {
                parts.credit.onConsumed(topicId, from, senders.consumed());
            }
        }
    }

    private boolean isSelf(IncarnationIdDecoder id) {
        return id.high() == self.high() && id.low() == self.low();
    }

    private boolean isAsked(IncarnationIdDecoder holder) {
        boolean asked = isSelf(holder);
        if (!asked) {
            parts.trace.mark(MessagingMark.REQUEST_FOR_ANOTHER);
        }
        return asked;
    }

    /** Whether a frame has exactly the length that its fixed part and its group, if it has one, say. */
    private boolean isWellFormed(DirectBuffer buffer, int offset, int length, int block, int entry) {
        int expected = HEADER + block;
        boolean sound = header.blockLength() == block && length >= expected + (entry == NO_GROUP ? 0 : GROUP_HEADER);
        if (sound && entry != NO_GROUP) {
            int group = offset + expected;
            int entryLength = buffer.getShort(group, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
            int count = buffer.getShort(group + 2, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
            sound = entryLength == entry;
            expected += GROUP_HEADER + count * entry;
        }
        if (!sound || length != expected) {
            parts.counters.dropped();
            parts.trace.mark(MessagingMark.CONTROL_MALFORMED);
            return false;
        }
        return true;
    }
}
