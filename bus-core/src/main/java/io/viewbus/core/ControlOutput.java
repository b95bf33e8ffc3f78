/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.core.wire.sbe.AckEncoder;
import io.viewbus.core.wire.sbe.CreditEncoder;
import io.viewbus.core.wire.sbe.MessageHeaderEncoder;
import io.viewbus.core.wire.sbe.OrderRangesEncoder;
import io.viewbus.core.wire.sbe.OrderRequestEncoder;
import io.viewbus.core.wire.sbe.RepairRequestEncoder;
import io.viewbus.core.wire.sbe.TableRequestEncoder;
import io.viewbus.spi.membership.ParticipantContext;
import io.viewbus.spi.transport.SendResult;
import io.viewbus.view.Incarnation;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes and sends control frames. All of them may be lost: each is repeated or asked for until it had its effect. */
final class ControlOutput {

    /** How many ranges of the order fit into one frame. */
    static final int MAX_RANGES = 1024;

    private static final int CAPACITY = 32 * 1024;

    private final ParticipantContext context;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final AckEncoder ack = new AckEncoder();
    private final OrderRangesEncoder order = new OrderRangesEncoder();
    private final OrderRequestEncoder orderRequest = new OrderRequestEncoder();
    private final RepairRequestEncoder repairRequest = new RepairRequestEncoder();
    private final TableRequestEncoder tableRequest = new TableRequestEncoder();
    private final CreditEncoder credit = new CreditEncoder();

    ControlOutput(ParticipantContext context) {
        this.context = context;
    }

    SendResult sendAck(ViewState view, long rangesHeld) {
        ack.wrapAndApplyHeader(buffer, 0, header).rangesHeld(rangesHeld);
        ack.view().counter(view.counter()).tag(view.tag());
        AckEncoder.StreamsEncoder streams = ack.streamsCount(view.size());
        for (int rank = 0; rank < view.size(); rank++) {
            streams.next().received(view.stream(rank).received());
        }
        return send(ack.encodedLength());
    }

    /** Sends ranges {@code first..last}, at most {@link #MAX_RANGES} of them. */
    SendResult sendOrder(long counter, int tag, OrderLog log, long first, long last) {
        order.wrapAndApplyHeader(buffer, 0, header).firstRange(first);
        order.view().counter(counter).tag(tag);
        OrderRangesEncoder.RangesEncoder ranges = order.rangesCount((int) (last - first + 1));
        for (long range = first; range <= last; range++) {
            ranges.next().senderRank((short) log.rank(range)).upToSeq(log.upTo(range));
        }
        return send(order.encodedLength());
    }

    SendResult sendOrderRequest(ViewState view, Incarnation holder, long fromRange) {
        orderRequest.wrapAndApplyHeader(buffer, 0, header).fromRange(fromRange);
        orderRequest.view().counter(view.counter()).tag(view.tag());
        orderRequest.holder().high(holder.high()).low(holder.low());
        return send(orderRequest.encodedLength());
    }

    SendResult sendRepairRequest(Incarnation holder, Incarnation sender, long fromSeq, long toSeq) {
        repairRequest.wrapAndApplyHeader(buffer, 0, header).fromSeq(fromSeq).toSeq(toSeq);
        repairRequest.holder().high(holder.high()).low(holder.low());
        repairRequest.sender().high(sender.high()).low(sender.low());
        return send(repairRequest.encodedLength());
    }

    SendResult sendTableRequest(ViewState view, Incarnation holder) {
        tableRequest.wrapAndApplyHeader(buffer, 0, header);
        tableRequest.view().counter(view.counter()).tag(view.tag());
        tableRequest.holder().high(holder.high()).low(holder.low());
        return send(tableRequest.encodedLength());
    }

    SendResult sendCredit(int topicId, List<CreditReporter.Consumed> consumed) {
        credit.wrapAndApplyHeader(buffer, 0, header).topicId(topicId);
        CreditEncoder.SendersEncoder senders = credit.sendersCount(consumed.size());
        for (int i = 0; i < consumed.size(); i++) {
            CreditReporter.Consumed entry = consumed.get(i);
            senders.next().consumed(entry.seq());
            senders.sender().high(entry.sender().high()).low(entry.sender().low());
        }
        return send(credit.encodedLength());
    }

    private SendResult send(int messageLength) {
        return context.sendControl(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + messageLength);
    }
}
