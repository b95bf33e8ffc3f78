/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.media.SendChannelEndpoint;
import io.aeron.driver.media.UdpChannel;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.agrona.concurrent.status.AtomicCounter;
import org.jspecify.annotations.Nullable;

/** The sending end of a channel in the driver, which hears from receivers. Its socket is left alone when it is known to be empty. */
final class QuietSendEndpoint extends SendChannelEndpoint {

    private final EmptySocket empty;

    QuietSendEndpoint(UdpChannel channel, AtomicCounter status, MediaDriver.Context context, EmptySocket empty) {
        super(channel, status, context);
        this.empty = empty;
    }

    @Override
    public @Nullable InetSocketAddress receive(ByteBuffer buffer) {
        return empty.isKnown() ? null : empty.noted(super.receive(buffer));
    }
}
