/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.aeron.ChannelUriStringBuilder;
import io.aeron.CommonContext;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * The Aeron channels of an address.
 *
 * <p>Control and data have ports of their own. So they have sockets of their own, a flood of data drops no heartbeat, and
 * who only watches membership is not even handed the data by the kernel.
 */
final class Channels {

    static final int CONTROL_STREAM = 0x7669_0001;
    static final int DATA_STREAM = 0x7669_0002;

    /** The largest message is an eighth of a term: these give 64 KiB and 512 KiB. */
    static final int CONTROL_TERM = 512 * 1024;

    static final int DATA_TERM = 4 * 1024 * 1024;

    private static final String SPY_PREFIX = CommonContext.SPY_PREFIX;

    private final InetAddress group;
    private final int controlPort;
    private final InetAddress networkInterface;

    Channels(InetAddress group, int controlPort, InetAddress networkInterface) {
        this.group = group;
        this.controlPort = controlPort;
        this.networkInterface = networkInterface;
    }

    /** Returns the address of this machine at which members meet. */
    InetAddress networkInterface() {
        return networkInterface;
    }

    String controlPublication(int session) {
        return publication(controlPort, session, CONTROL_TERM).build();
    }

    String controlSubscription() {
        return at(controlPort).rejoin(true).build();
    }

    /** Connected even without receivers, so that a lonely member can send, and so that no frame slips between two states. */
    String dataPublication(int session) {
        return publication(dataPort(), session, DATA_TERM)
                .spiesSimulateConnection(true)
                .build();
    }

    /**
     * The log of what is heard takes its memory page by page, and not all at once: that takes tens of milliseconds on a busy machine, and
     * a newcomer would have been outrun by a fast sender when it is done, start anew, and be outrun again.
     */
    String dataSubscription(int session) {
        return at(dataPort()).sessionId(session).rejoin(true).sparse(true).build();
    }

    String dataSpy(int session) {
        return SPY_PREFIX + at(dataPort()).sessionId(session).build();
    }

    private int dataPort() {
        return controlPort + 1;
    }

    /** Views alone decide who holds a sender back, and Aeron knows no views: the fastest receiver opens its window. */
    private ChannelUriStringBuilder publication(int port, int session, int term) {
        return at(port).sessionId(session).termLength(term).flowControl("max");
    }

    private ChannelUriStringBuilder at(int port) {
        return new ChannelUriStringBuilder()
                .media(CommonContext.UDP_MEDIA)
                .endpoint(literal(group) + ":" + port)
                .networkInterface(literal(networkInterface));
    }

    private static String literal(InetAddress address) {
        String text = MulticastInterface.withoutScope(address);
        return address instanceof Inet6Address ? "[" + text + "]" : text;
    }

    /** Returns what people call this address. */
    @Override
    public String toString() {
        return literal(group) + ", ports " + controlPort + " and " + dataPort() + ", on " + literal(networkInterface);
    }
}
