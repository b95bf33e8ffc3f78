/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.aeron.driver.DataPacketDispatcher;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.media.ReceiveChannelEndpoint;
import io.aeron.driver.media.UdpChannel;
import io.aeron.exceptions.AeronEvent;
import io.aeron.protocol.DataHeaderFlyweight;
import io.aeron.protocol.SetupFlyweight;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.agrona.concurrent.CachedNanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;
import org.jspecify.annotations.Nullable;

/** The receiving end of a channel in the driver, behind a {@link ReceptionGate}. Its socket is left alone when it is known to be empty. */
final class GatedEndpoint extends ReceiveChannelEndpoint {

    private final ReceptionGate gate;
    private final EmptySocket empty;
    private final ErrorReporter errors;
    private final CachedNanoClock clock;

    GatedEndpoint(
            UdpChannel channel,
            DataPacketDispatcher dispatcher,
            AtomicCounter status,
            MediaDriver.Context context,
            ReceptionGate gate,
            EmptySocket empty,
            ErrorReporter errors) {
        super(channel, dispatcher, status, context);
        this.gate = gate;
        this.empty = empty;
        this.errors = errors;
        this.clock = context.receiverCachedNanoClock();
    }

    @Override
    public @Nullable InetSocketAddress receive(ByteBuffer buffer) {
        return empty.isKnown() ? null : empty.noted(super.receive(buffer));
    }

    @Override
    public int onDataPacket(
            DataHeaderFlyweight header, UnsafeBuffer buffer, int length, InetSocketAddress source, int transport) {
        return gate.admits(header.streamId(), header.sessionId(), source, length, clock.nanoTime())
                ? super.onDataPacket(header, buffer, length, source, transport)
                : 0;
    }

    @Override
    public void onSetupMessage(
            SetupFlyweight header, UnsafeBuffer buffer, int length, InetSocketAddress source, int transport) {
        if (gate.admits(header.streamId(), header.sessionId(), source, length, clock.nanoTime())) {
            try {
                super.onSetupMessage(header, buffer, length, source, transport);
            } catch (AeronEvent e) {
                // Too many sessions. Aeron would record every address of a flood, and print them when its record is
                // full.
                errors.onError(e);
            }
        }
    }
}
