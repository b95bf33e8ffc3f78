/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.runtime;

import io.viewbus.membership.core.Message;
import io.viewbus.membership.core.Message.Info;
import io.viewbus.membership.wire.Envelope;
import io.viewbus.membership.wire.MessageDecoder;
import io.viewbus.membership.wire.MessageEncoder;
import io.viewbus.spi.transport.Transport;
import io.viewbus.spi.transport.TransportSession;
import io.viewbus.view.Member;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** The control stream of a process that only asks. */
public final class ObserverControl implements AutoCloseable {

    private final long clusterTag;
    private final TransportSession session;
    private final UnsafeBuffer out;
    private final MessageEncoder encoder;
    private final MessageDecoder decoder = new MessageDecoder();

    /**
     * Opens the transport.
     *
     * @param cluster the cluster to ask
     * @param self who asks
     * @param transport the transport
     */
    public ObserverControl(String cluster, Member self, Transport transport) {
        this.clusterTag = Envelope.tagOf(cluster);
        this.session = transport.open(cluster, self);
        this.out = new UnsafeBuffer(new byte[session.maxControlLength()]);
        this.encoder = new MessageEncoder(out);
        Envelope.write(out, 0, clusterTag, self.incarnation());
    }

    /**
     * Sends a message; it may be lost.
     *
     * @param message the message
     */
    public void send(Message message) {
        int length = encoder.encode(message, out, Envelope.LENGTH);
        session.sendControl(out, 0, Envelope.LENGTH + length);
    }

    /**
     * Makes progress.
     *
     * @param onInfo takes answers
     * @return how much was done; 0 if nothing
     */
    public int poll(Consumer<Info> onInfo) {
        return session.poll((link, buffer, offset, length) -> {
            boolean ours = length > Envelope.LENGTH && Envelope.clusterTag(buffer, offset) == clusterTag;
            Message message = ours ? decoder.decode(buffer, offset + Envelope.LENGTH, length - Envelope.LENGTH) : null;
            if (message instanceof Info info) {
                onInfo.accept(info);
            }
            return true;
        });
    }

    @Override
    public void close() {
        session.close();
    }
}
