/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.media.SendChannelEndpoint;
import io.aeron.driver.media.UdpChannel;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.CachedNanoClock;
import org.agrona.concurrent.status.AtomicCounter;
import org.jspecify.annotations.Nullable;

/**
 * The sending end of a channel in the driver, which hears from receivers how far they are and what they miss: seldom, and nothing that
 * could not wait a little. So its socket, once empty, is left alone for a while: asking it in each duty cycle was a third of all
 * system calls of a busy member.
 */
final class QuietSendEndpoint extends SendChannelEndpoint {

    /** A small part of what a receiver's window lasts, and of what Aeron's receivers wait before they ask for a loss again. */
    private static final long QUIET_NS = TimeUnit.MICROSECONDS.toNanos(50);

    private final CachedNanoClock clock;
    private long quietUntilNs;

    QuietSendEndpoint(UdpChannel channel, AtomicCounter status, MediaDriver.Context context) {
        super(channel, status, context);
        this.clock = context.senderCachedNanoClock();
        this.quietUntilNs = clock.nanoTime();
    }

    @Override
    public @Nullable InetSocketAddress receive(ByteBuffer buffer) {
        if (clock.nanoTime() - quietUntilNs < 0) {
            return null;
        }
        InetSocketAddress source = super.receive(buffer);
        if (source == null) {
            quietUntilNs = clock.nanoTime() + QUIET_NS;
        }
        return source;
    }
}
