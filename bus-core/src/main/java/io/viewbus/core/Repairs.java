/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.core.wire.DataHeader;
import io.viewbus.core.wire.FrameType;
import io.viewbus.core.wire.OrderCode;
import io.viewbus.spi.trace.Trace;
import io.viewbus.spi.transport.DataStream;
import io.viewbus.spi.transport.SendResult;
import io.viewbus.view.Incarnation;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Brings back messages that a link lost: go-back-N. Asks for what this member lacks, its sender while that lives and the
 * holders during a change; answers others by sending copies on its own data stream.
 */
final class Repairs {

    private static final int COPIES_PER_CYCLE = 64;
    private static final int BYTES_PER_CYCLE = 256 * 1024;

    private final MessagingConfig config;
    private final Streams streams;
    private final OwnStream ownStream;
    private final ControlOutput out;
    private final DataStream data;
    private final Counters counters;
    private final Trace trace;
    private final UnsafeBuffer scratch;

    Repairs(
            MessagingConfig config,
            Streams streams,
            OwnStream ownStream,
            ControlOutput out,
            DataStream data,
            Counters counters,
            Trace trace) {
        this.config = config;
        this.streams = streams;
        this.ownStream = ownStream;
        this.out = out;
        this.data = data;
        this.counters = counters;
        this.trace = trace;
        scratch = new UnsafeBuffer(new byte[DataHeader.REPAIR_LENGTH + DataHeader.LENGTH + config.maxPayload()]);
    }

    /** Asks the senders for what they sent and did not arrive. */
    int requestFromSenders(long nowNs) {
        int count = 0;
        for (int i = 0; i < streams.size(); i++) {
            SenderStream stream = streams.get(i);
            if (stream.isInView()) {
                count += request(
                        stream,
                        stream.known(),
                        stream.isGapSeen() ? config.repairNs() : config.lateNs(),
                        nowNs,
                        stream.member().incarnation());
            }
        }
        return count;
    }

    /**
     * Asks one holder after the other for a stream up to the cut.
     *
     * @param underWay whether nothing shows that the rest will not come by itself
     */
    int requestFromHolders(
            SenderStream stream, long cut, boolean underWay, long nowNs, OrderExchange.HolderChoice holders) {
        return request(
                stream,
                cut,
                underWay ? config.repairNs() : config.repairInChangeNs(),
                nowNs,
                holders.choose(stream.repairTimer().attempts()));
    }

    /** Somebody asks this member for messages. */
    void onRequest(long senderHigh, long senderLow, long fromSeq, long toSeq) {
        SenderStream stream = streams.find(senderHigh, senderLow);
        if (stream == null) {
            trace.mark(MessagingMark.REPAIR_REQUEST_OF_A_STRANGER);
            return;
        }
        long last = stream == streams.own() ? ownStream.sent() : stream.held();
        long from = Math.max(fromSeq, stream.released() + 1);
        long to = Math.min(toSeq, last);
        if (from <= to) {
            stream.repairJob().ask(from, to);
        } else {
            trace.mark(MessagingMark.REPAIR_REQUEST_OF_NOTHING_HELD);
        }
    }

    /** Sends some of the copies that were asked for. */
    int send() {
        int count = 0;
        int bytes = 0;
        for (int i = 0; i < streams.size(); i++) {
            SenderStream stream = streams.get(i);
            RepairJob job = stream.repairJob();
            while (job.isActive() && count < COPIES_PER_CYCLE && bytes < BYTES_PER_CYCLE) {
                long seq = Math.max(job.next(), stream.released() + 1);
                if (seq <= stream.held() && sendCopy(stream, seq) != SendResult.ACCEPTED) {
                    trace.mark(MessagingMark.REPAIR_NOT_TAKEN);
                    return count;
                }
                bytes += seq <= stream.held() ? stream.length(seq) : 0;
                job.advanceTo(seq + 1);
                count++;
            }
        }
        return count;
    }

    private int request(SenderStream stream, long wanted, long patienceNs, long nowNs, @Nullable Incarnation holder) {
        if (stream == streams.own()
                || !stream.isBaseKnown()
                || !stream.repairTimer().isDue(stream.held(), wanted, patienceNs, nowNs)) {
            return 0;
        }
        trace.mark(holder == null ? MessagingMark.REPAIR_NOBODY_TO_ASK : MessagingMark.REPAIR_ASKED);
        if (holder != null) {
            out.sendRepairRequest(holder, stream.member().incarnation(), stream.held() + 1, wanted);
        }
        return 1;
    }

    private SendResult sendCopy(SenderStream stream, long seq) {
        DirectBuffer from = stream.buffer(seq);
        int length = stream.length(seq);
        DataHeader.write(
                scratch, 0, FrameType.REPAIR, OrderCode.NONE, streams.own().tag(), 0, 0);
        DataHeader.writeOriginal(scratch, 0, stream.member().incarnation());
        scratch.putBytes(DataHeader.REPAIR_LENGTH, from, stream.offset(seq), length);
        SendResult result = data.send(scratch, 0, DataHeader.REPAIR_LENGTH + length);
        if (result == SendResult.ACCEPTED) {
            counters.repairSent();
            trace.mark(MessagingMark.REPAIRED);
        }
        return result;
    }
}
