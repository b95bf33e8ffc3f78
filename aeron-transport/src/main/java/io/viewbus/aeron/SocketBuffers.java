/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.viewbus.view.ClusterException;
import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;

/**
 * The socket buffers that the operating system grants when asked for plenty.
 *
 * @param receive bytes that may wait to be read
 * @param send bytes that may wait to be sent
 */
record SocketBuffers(int receive, int send) {

    /** Room for the windows of eight senders; Linux grants no more than net.core.rmem_max. */
    private static final int WANTED_RECEIVE = 8 * 1024 * 1024;

    static final int WANTED_SEND = 2 * 1024 * 1024;

    static SocketBuffers granted() {
        try (DatagramChannel probe = DatagramChannel.open()) {
            return new SocketBuffers(
                    granted(probe, StandardSocketOptions.SO_RCVBUF, WANTED_RECEIVE),
                    granted(probe, StandardSocketOptions.SO_SNDBUF, WANTED_SEND));
        } catch (IOException e) {
            throw new ClusterException.Environment("no UDP socket can be opened: " + e.getMessage(), e);
        }
    }

    private static int granted(DatagramChannel probe, SocketOption<Integer> option, int wanted) throws IOException {
        probe.setOption(option, wanted);
        return Math.min(wanted, probe.getOption(option));
    }
}
