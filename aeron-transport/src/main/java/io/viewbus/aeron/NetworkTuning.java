/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sizes that follow from the network and the machine.
 *
 * @param mtu the largest datagram, Aeron's header included
 * @param window how far a sender may be ahead of its slowest receiver
 * @param buffers the socket buffers
 */
record NetworkTuning(int mtu, int window, SocketBuffers buffers) {

    private static final Logger LOG = LoggerFactory.getLogger(NetworkTuning.class);

    private static final int FRAME_ALIGNMENT = 32;
    private static final int MAX_DATAGRAM = 65_504;

    private static final int ETHERNET_MTU = 1500;
    /** Tunnels and virtual networks shorten Ethernet's 1500 bytes on the way without telling the interface. */
    private static final int SAFE_ETHERNET_DATAGRAM = 1408;

    private static final int LARGEST_WINDOW = 1024 * 1024;
    private static final int SMALLEST_WINDOW = 128 * 1024;
    /**
     * The kernel charges a small datagram several times its size, so a window is counted in datagrams. On one busy machine,
     * three senders with datagrams of 8 KiB asked for repeats with windows of 1 MiB and not with 512 KiB.
     */
    private static final int DATAGRAMS_IN_WINDOW = 64;

    /**
     * How far a sender may be ahead of its fastest receiver, as Aeron lets it. What is beyond this at a slower one is dropped there, and
     * receivers tell of their progress in quarters of it: twice the sender's own window is never outrun by a sender that keeps it.
     */
    int receiverWindow() {
        return Math.min(2 * window, Math.min(Channels.DATA_TERM / 2, buffers.receive()));
    }

    static NetworkTuning of(int largestDatagram, SocketBuffers granted) {
        int mtu = Math.min(datagramFor(largestDatagram), alignDown(granted.send()));
        int window = windowFor(mtu, granted.receive());
        if (granted.receive() < LARGEST_WINDOW) {
            LOG.warn(
                    "sockets may buffer only {} bytes, so senders outrun receivers early; raise it with:"
                            + " sysctl -w net.core.rmem_max=4194304",
                    granted.receive());
        }
        return new NetworkTuning(mtu, window, granted);
    }

    private static int datagramFor(int largestDatagram) {
        int fitting = alignDown(Math.min(largestDatagram, MAX_DATAGRAM));
        return largestDatagram < ETHERNET_MTU ? Math.min(fitting, SAFE_ETHERNET_DATAGRAM) : fitting;
    }

    /** A quarter of the socket buffer, so that a few senders together do not overflow it. */
    private static int windowFor(int mtu, int socketReceiveBuffer) {
        int wanted = Math.min(mtu * DATAGRAMS_IN_WINDOW, Math.min(LARGEST_WINDOW, socketReceiveBuffer / 4));
        return Math.min(Math.max(SMALLEST_WINDOW, wanted), socketReceiveBuffer);
    }

    private static int alignDown(int length) {
        return length & -FRAME_ALIGNMENT;
    }
}
