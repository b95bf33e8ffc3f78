/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.metrics;

import io.viewbus.spi.transport.ForwardingSession;
import io.viewbus.spi.transport.FrameHandler;
import io.viewbus.spi.transport.SendResult;
import io.viewbus.spi.transport.Transport;
import io.viewbus.spi.transport.TransportSession;
import io.viewbus.view.Member;
import org.agrona.DirectBuffer;

/** A transport that can be cut off: then nobody hears the member, and it hears nobody. */
final class MutedTransport implements Transport {

    private final Transport network;
    private volatile boolean muted;

    MutedTransport(Transport network) {
        this.network = network;
    }

    void mute(boolean on) {
        muted = on;
    }

    @Override
    public TransportSession open(String cluster, Member self) {
        return new ForwardingSession(network.open(cluster, self)) {
            @Override
            public int poll(FrameHandler control) {
                return super.poll(muted ? (link, buffer, offset, length) -> true : control);
            }

            @Override
            public SendResult sendControl(DirectBuffer buffer, int offset, int length) {
                return muted ? SendResult.ACCEPTED : super.sendControl(buffer, offset, length);
            }
        };
    }
}
