/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;

/**
 * The sizes that the Aeron transport of Viewbus takes on the loopback interface of this machine; a test keeps them the same.
 *
 * @param mtu the largest datagram
 * @param window how far a sender may be ahead of a receiver
 * @param receiveBuffer the socket buffer for what comes in
 * @param sendBuffer the socket buffer for what goes out
 */
public record AeronTuning(int mtu, int window, int receiveBuffer, int sendBuffer) {

    /** The length of a term of the log. */
    public static final int TERM = 4 * 1024 * 1024;

    private static final int IP_AND_UDP_HEADERS = 28;
    private static final int FRAME_ALIGNMENT = 32;
    private static final int MAX_DATAGRAM = 65_504;
    private static final int MAX_WINDOW = 1024 * 1024;
    private static final int MIN_WINDOW = 128 * 1024;
    private static final int DATAGRAMS_IN_WINDOW = 64;
    private static final int WANTED_RECEIVE_BUFFER = 8 * 1024 * 1024;
    private static final int WANTED_SEND_BUFFER = 2 * 1024 * 1024;

    /**
     * Asks this machine.
     *
     * @return the sizes
     */
    public static AeronTuning ofLoopback() {
        try (DatagramChannel probe = DatagramChannel.open()) {
            probe.setOption(StandardSocketOptions.SO_RCVBUF, WANTED_RECEIVE_BUFFER);
            probe.setOption(StandardSocketOptions.SO_SNDBUF, WANTED_SEND_BUFFER);
            int receive = Math.min(WANTED_RECEIVE_BUFFER, probe.getOption(StandardSocketOptions.SO_RCVBUF));
            int send = Math.min(WANTED_SEND_BUFFER, probe.getOption(StandardSocketOptions.SO_SNDBUF));
            int interfaceMtu = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress())
                    .getMTU();
            int mtu = alignDown(Math.min(Math.min(interfaceMtu - IP_AND_UDP_HEADERS, MAX_DATAGRAM), send));
            return new AeronTuning(mtu, windowFor(mtu, receive), receive, send);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int windowFor(int mtu, int receiveBuffer) {
        int wanted = Math.min(mtu * DATAGRAMS_IN_WINDOW, Math.min(MAX_WINDOW, receiveBuffer / 4));
        return Math.min(Math.max(MIN_WINDOW, wanted), receiveBuffer);
    }

    private static int alignDown(int length) {
        return length & -FRAME_ALIGNMENT;
    }
}
