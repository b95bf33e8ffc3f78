/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.runtime;

import io.viewbus.membership.core.MembershipCore;
import io.viewbus.membership.core.Message;
import io.viewbus.membership.core.Outbox;
import io.viewbus.membership.wire.Envelope;
import io.viewbus.membership.wire.MessageDecoder;
import io.viewbus.membership.wire.MessageEncoder;
import io.viewbus.membership.wire.sbe.MessageHeaderDecoder;
import io.viewbus.observe.Counter;
import io.viewbus.spi.membership.ViewParticipant;
import io.viewbus.spi.observe.CounterBoard;
import io.viewbus.spi.transport.FrameHandler;
import io.viewbus.spi.transport.SendResult;
import io.viewbus.spi.transport.TransportSession;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control stream of one member: puts messages into envelopes, and hands what arrives to the membership core or to the
 * participant whose schema id it bears. Frames of other clusters and frames that nobody can read are dropped; the log tells of
 * the first of each.
 */
final class ControlPlane implements Outbox, FrameHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ControlPlane.class);
    /** Several times the largest cluster, so that few share a slot. */
    private static final int SENDERS = 512;

    private static final int MIN_LENGTH = Envelope.LENGTH + MessageHeaderDecoder.ENCODED_LENGTH;

    private final String cluster;
    private final long clusterTag;
    private final Incarnation self;
    private final TransportSession session;
    private final List<ViewParticipant> participants;
    private final CounterBoard counters;
    private final UnsafeBuffer out;
    private final MessageEncoder encoder;
    private final MessageDecoder decoder = new MessageDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final @Nullable Incarnation[] senders = new Incarnation[SENDERS];
    private boolean hasToldOfForeign;
    private boolean hasToldOfMalformed;
    private MembershipCore core;

    @SuppressWarnings("NullAway.Init") // The core exists before the first poll, which is what sets it.
    ControlPlane(
            String cluster,
            Member self,
            TransportSession session,
            List<ViewParticipant> participants,
            CounterBoard counters) {
        this.cluster = cluster;
        this.clusterTag = Envelope.tagOf(cluster);
        this.self = self.incarnation();
        this.session = session;
        this.participants = participants;
        this.counters = counters;
        this.out = new UnsafeBuffer(new byte[session.maxControlLength()]);
        this.encoder = new MessageEncoder(out);
        Envelope.write(out, 0, clusterTag, this.self);
    }

    int poll(MembershipCore receiver) {
        core = receiver;
        return session.poll(this);
    }

    /** What is not taken is lost, as it may be on the network. */
    @Override
    public boolean send(Message message) {
        int length = encoder.encode(message, out, Envelope.LENGTH);
        return transmit(length) == SendResult.ACCEPTED;
    }

    SendResult send(DirectBuffer buffer, int offset, int length) {
        if (length > maxLength()) {
            throw new IllegalArgumentException("a control frame of " + length + " bytes; the limit is " + maxLength());
        }
        out.putBytes(Envelope.LENGTH, buffer, offset, length);
        return transmit(length);
    }

    private SendResult transmit(int length) {
        SendResult result = session.sendControl(out, 0, Envelope.LENGTH + length);
        if (result == SendResult.ACCEPTED) {
            counters.increment(Counter.CONTROL_FRAMES_SENT);
            counters.add(Counter.CONTROL_BYTES_SENT, Envelope.LENGTH + length);
        }
        return result;
    }

    int maxLength() {
        return session.maxControlLength() - Envelope.LENGTH;
    }

    @Override
    public boolean onFrame(long link, DirectBuffer buffer, int offset, int length) {
        if (length < MIN_LENGTH) {
            onMalformed();
        } else if (Envelope.clusterTag(buffer, offset) != clusterTag) {
            onForeign();
        } else {
            counters.increment(Counter.CONTROL_FRAMES_RECEIVED);
            route(senderOf(buffer, offset), buffer, offset + Envelope.LENGTH, length - Envelope.LENGTH);
        }
        return true;
    }

    private void onForeign() {
        counters.increment(Counter.CONTROL_FRAMES_FOREIGN);
        if (!hasToldOfForeign) {
            hasToldOfForeign = true;
            LOG.warn(
                    "Another cluster than \"{}\" uses the same address; it is ignored. Give each its own port",
                    cluster);
        }
    }

    private void onMalformed() {
        counters.increment(Counter.CONTROL_FRAMES_MALFORMED);
        if (!hasToldOfMalformed) {
            hasToldOfMalformed = true;
            LOG.warn(
                    "Something at the address of cluster \"{}\" cannot be read; it is ignored."
                            + " Run the same version of Viewbus everywhere, and nothing else at this address",
                    cluster);
        }
    }

    /** Returns the sender: the same object for the same one, as long as not too many others send. */
    private Incarnation senderOf(DirectBuffer buffer, int offset) {
        long high = Envelope.senderHigh(buffer, offset);
        long low = Envelope.senderLow(buffer, offset);
        int slot = (int) (low ^ low >>> 32) & (senders.length - 1);
        Incarnation sender = senders[slot];
        if (sender == null || sender.high() != high || sender.low() != low) {
            sender = new Incarnation(high, low);
            senders[slot] = sender;
        }
        return sender;
    }

    private void route(Incarnation sender, DirectBuffer buffer, int offset, int length) {
        header.wrap(buffer, offset);
        if (header.schemaId() == MessageHeaderDecoder.SCHEMA_ID) {
            Message message = decoder.decode(buffer, offset, length);
            if (message == null) {
                onMalformed();
            } else {
                core.onMessage(sender, message);
            }
            return;
        }
        for (int i = 0; i < participants.size(); i++) {
            ViewParticipant participant = participants.get(i);
            if (participant.id() == header.schemaId() && !sender.equals(self)) {
                participant.onControl(sender, buffer, offset, length, core.nowNs());
            }
        }
    }
}
