/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends packets to a multicast group and waits for them itself. At a port that nobody else uses, so that members at the same group do
 * not have to wonder what it is.
 */
final class MulticastProbe implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(2);
    static final int SMALLEST = Long.BYTES;

    private static final int LARGEST = 65_535;

    private final DatagramChannel channel;
    private final Selector selector;
    private final InetSocketAddress target;

    private MulticastProbe(DatagramChannel channel, Selector selector, InetSocketAddress target) {
        this.channel = channel;
        this.selector = selector;
        this.target = target;
    }

    static ProtocolFamily familyOf(InetAddress address) {
        return address instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    }

    static MulticastProbe open(InetAddress group, NetworkInterface networkInterface) throws IOException {
        return open(group, group, networkInterface);
    }

    /** Opens one that may listen elsewhere than it sends. */
    static MulticastProbe open(InetAddress joined, InetAddress group, NetworkInterface networkInterface)
            throws IOException {
        Selector selector = Selector.open();
        DatagramChannel channel = DatagramChannel.open(familyOf(group));
        try {
            channel.bind(new InetSocketAddress(0));
            channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, networkInterface);
            channel.join(joined, networkInterface);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            return new MulticastProbe(channel, selector, new InetSocketAddress(group, port));
        } catch (IOException | RuntimeException e) {
            channel.close();
            selector.close();
            throw e;
        }
    }

    /**
     * Sends a packet and waits until it comes.
     *
     * @param length its length, {@value #SMALLEST} bytes or more
     * @return how long it took; -1 if it did not come
     */
    long roundTripNs(int length) throws IOException {
        long mark = ThreadLocalRandom.current().nextLong();
        long sentNs = System.nanoTime();
        channel.send(ByteBuffer.allocate(length).putLong(0, mark), target);
        ByteBuffer received = ByteBuffer.allocate(LARGEST);
        for (long leftMs = PATIENCE.toMillis(); leftMs > 0; leftMs = leftMs(sentNs)) {
            selector.select(leftMs);
            selector.selectedKeys().clear();
            received.clear();
            if (channel.receive(received) != null && received.position() == length && received.getLong(0) == mark) {
                return System.nanoTime() - sentNs;
            }
        }
        return -1;
    }

    private static long leftMs(long sinceNs) {
        return PATIENCE.minusNanos(System.nanoTime() - sinceNs).toMillis();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        selector.close();
    }
}
