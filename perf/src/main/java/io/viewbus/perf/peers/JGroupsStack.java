/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import io.viewbus.perf.member.MemberTask;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jgroups.JChannel;

/**
 * The stacks that JGroups ships, on the loopback interface. For total order over TCP, for which none is shipped, {@code SEQUENCER} is put
 * where the shipped stack over UDP has it.
 */
public final class JGroupsStack {

    /** FIFO over TCP. */
    public static final String TCP = "tcp.xml";

    /** FIFO over UDP multicast. */
    public static final String UDP = "udp.xml";

    /** Total order over TCP. */
    public static final String TCP_SEQUENCER = "tcp.xml+SEQUENCER";

    /** Total order over UDP multicast. */
    public static final String UDP_SEQUENCER = "sequencer.xml";

    private static final String ABOVE_WHICH = "<FRAG2";
    private static final int PORTS = 60; // More than ever live at once; a newcomer may get that of one long gone.

    private JGroupsStack() {}

    /** Makes a channel that is not connected yet. */
    static JChannel create(MemberTask task) throws Exception {
        describeAddresses(task);
        String variant = task.variant();
        String file = variant.equals(TCP_SEQUENCER) ? TCP : variant;
        try (InputStream shipped = JChannel.class.getResourceAsStream("/" + file)) {
            if (shipped == null) {
                throw new IllegalStateException("JGroups ships no " + file);
            }
            String stack = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
            String wanted =
                    variant.equals(TCP_SEQUENCER) ? stack.replace(ABOVE_WHICH, "<SEQUENCER/>" + ABOVE_WHICH) : stack;
            JChannel channel = new JChannel(new ByteArrayInputStream(wanted.getBytes(StandardCharsets.UTF_8)));
            channel.getProtocolStack().getTransport().setBindPort(task.place().port() + 1 + task.index() % PORTS);
            return channel;
        }
    }

    /** The properties that JGroups documents for this; it reads them when a channel is made. */
    private static void describeAddresses(MemberTask task) {
        int port = task.place().port();
        System.setProperty("java.net.preferIPv4Stack", "true");
        System.setProperty("jgroups.bind_addr", "127.0.0.1");
        System.setProperty("jgroups.udp.mcast_addr", MemberTask.GROUP);
        System.setProperty("jgroups.udp.mcast_port", String.valueOf(port));
        System.setProperty(
                "jgroups.tcpping.initial_hosts",
                IntStream.range(0, task.members())
                        .mapToObj(index -> "127.0.0.1[" + (port + 1 + index) + "]")
                        .collect(Collectors.joining(",")));
    }
}
