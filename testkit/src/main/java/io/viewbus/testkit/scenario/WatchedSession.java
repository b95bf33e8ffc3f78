/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import io.viewbus.core.wire.DataHeader;
import io.viewbus.membership.wire.Envelope;
import io.viewbus.spi.transport.DataStream;
import io.viewbus.spi.transport.ForwardingSession;
import io.viewbus.spi.transport.FrameHandler;
import io.viewbus.spi.transport.SendResult;
import io.viewbus.spi.transport.TransportSession;
import io.viewbus.view.Incarnation;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** A member's session, through which all its frames are counted, and some lost by their type before it sees them. */
final class WatchedSession extends ForwardingSession {

    private final String name;
    private final Mail mail;

    WatchedSession(TransportSession session, String name, Mail mail) {
        super(session);
        this.name = name;
        this.mail = mail;
    }

    @Override
    public int poll(FrameHandler control) {
        return super.poll((link, buffer, offset, length) -> {
            MessageType type = MessageType.ofControl(buffer, offset, length);
            String from = type == null ? "?" : controlSender(buffer, offset);
            return receive(type, from, () -> control.onFrame(link, buffer, offset, length));
        });
    }

    private String controlSender(DirectBuffer buffer, int offset) {
        return mail.nameOf(new Incarnation(Envelope.senderHigh(buffer, offset), Envelope.senderLow(buffer, offset)));
    }

    @Override
    public SendResult sendControl(DirectBuffer buffer, int offset, int length) {
        mail.onSend(MessageType.ofControl(buffer, offset, length), name);
        return super.sendControl(buffer, offset, length);
    }

    @Override
    public DataStream openData(FrameHandler handler) {
        return new WatchedStream(super.openData(new WatchedData(handler)));
    }

    private boolean receive(@Nullable MessageType type, String from, BooleanSupplier handling) {
        if (mail.isLost(type, from, name)) {
            return true;
        }
        boolean taken = handling.getAsBoolean();
        if (taken) {
            mail.onReceive(type, from, name);
        }
        return taken;
    }

    private final class WatchedData implements FrameHandler {

        private final FrameHandler handler;

        WatchedData(FrameHandler handler) {
            this.handler = handler;
        }

        @Override
        public boolean onFrame(long link, DirectBuffer buffer, int offset, int length) {
            return receive(buffer, offset, () -> handler.onFrame(link, buffer, offset, length));
        }

        @Override
        public boolean onLent(long link, DirectBuffer buffer, int offset, int length, long position) {
            return receive(buffer, offset, () -> handler.onLent(link, buffer, offset, length, position));
        }

        @Override
        public void onRecall(long link, long position) {
            handler.onRecall(link, position);
        }

        private boolean receive(DirectBuffer buffer, int offset, BooleanSupplier handling) {
            String from = mail.nameOf(DataHeader.senderTag(buffer, offset));
            return WatchedSession.this.receive(MessageType.ofData(buffer, offset), from, handling);
        }
    }

    private final class WatchedStream implements DataStream {

        private final DataStream stream;

        WatchedStream(DataStream stream) {
            this.stream = stream;
        }

        @Override
        public long link() {
            return stream.link();
        }

        @Override
        public void connect(long link) {
            stream.connect(link);
        }

        @Override
        public void disconnect(long link) {
            stream.disconnect(link);
        }

        @Override
        public boolean isConnected(long link) {
            return stream.isConnected(link);
        }

        @Override
        public SendResult send(DirectBuffer buffer, int offset, int length) {
            mail.onSend(MessageType.ofData(buffer, offset), name);
            return stream.send(buffer, offset, length);
        }

        @Override
        public int maxLength() {
            return stream.maxLength();
        }

        @Override
        public int datagramLength() {
            return stream.datagramLength();
        }

        @Override
        public int window() {
            return stream.window();
        }
    }
}
