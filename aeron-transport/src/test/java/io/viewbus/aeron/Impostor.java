/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.aeron.ExclusivePublication;
import io.aeron.logbuffer.LogBufferDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** Sends single datagrams as if they were of somebody's publication, from an address of its own. */
final class Impostor implements AutoCloseable {

    /** A term far from all that the publication uses: the usual case, as both draw their first terms at random. */
    static final int ELSEWHERE = 1_000;

    private final ExclusivePublication victim;
    private final InetSocketAddress to;
    private final DatagramChannel channel;

    Impostor(ExclusivePublication victim, int port) throws IOException {
        this.victim = victim;
        to = new InetSocketAddress(TestAddress.GROUP, port);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.bind(new InetSocketAddress(loopback, 0));
        channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByInetAddress(loopback));
        channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
    }

    /** Sends a fragment that consists of a number, for a place in the present term of the victim or another one. */
    void send(int number, int payload, byte flags, int termOffset, int termsAhead) {
        int length = DataHeaderFlyweight.HEADER_LENGTH + payload;
        ByteBuffer datagram = ByteBuffer.allocate(length);
        DataHeaderFlyweight header = new DataHeaderFlyweight(datagram);
        header.putBytes(DataHeaderFlyweight.HEADER_LENGTH, TestMember.frame(number, payload), 0, payload);
        header.sessionId(victim.sessionId())
                .streamId(victim.streamId())
                .termId(presentTerm() + termsAhead)
                .termOffset(termOffset)
                .reservedValue(0);
        header.version(DataHeaderFlyweight.CURRENT_VERSION)
                .flags(flags)
                .headerType(DataHeaderFlyweight.HDR_TYPE_DATA)
                .frameLength(length);
        try {
            channel.send(datagram, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int presentTerm() {
        int termBits = LogBufferDescriptor.positionBitsToShift(victim.termBufferLength());
        return LogBufferDescriptor.computeTermIdFromPosition(victim.position(), termBits, victim.initialTermId());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
