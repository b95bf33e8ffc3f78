/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.net;

import io.viewbus.spi.transport.DataStream;
import io.viewbus.spi.transport.FrameHandler;
import io.viewbus.spi.transport.SendResult;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** A member's data stream and what it listens to. */
final class SimDataStream implements DataStream {

    /** The least that the interface allows. */
    static final int MAX_LENGTH = 262_144 + 1_024;

    private final SimNetwork network;
    private final SimSession session;
    private final SimStream own;
    private final FrameHandler handler;
    /** By link; the value is null as long as nobody sends there. */
    private final TreeMap<Long, @Nullable SimLink> wanted = new TreeMap<>();

    SimDataStream(SimNetwork network, SimSession session, SimStream own, FrameHandler handler) {
        this.network = network;
        this.session = session;
        this.own = own;
        this.handler = handler;
    }

    @Override
    public long link() {
        return own.number();
    }

    @Override
    public void connect(long link) {
        if (session.isGone() || link == own.number() || wanted.containsKey(link)) {
            return;
        }
        SimStream sender = network.dataStream(link);
        wanted.put(link, sender == null ? null : sender.linkTo(session));
    }

    @Override
    public void disconnect(long link) {
        SimLink connected = wanted.remove(link);
        if (connected != null) {
            connected.close();
            connected.from().remove(connected);
        }
    }

    @Override
    public boolean isConnected(long link) {
        SimLink connected = wanted.get(link);
        return connected != null && connected.isUp();
    }

    @Override
    public SendResult send(DirectBuffer buffer, int offset, int length) {
        session.sending();
        return own.send(buffer, offset, length);
    }

    @Override
    public int maxLength() {
        return MAX_LENGTH;
    }

    SimStream own() {
        return own;
    }

    FrameHandler handler() {
        return handler;
    }

    /** A stream was opened that this member may have been waiting for. */
    void streamOpened(SimStream sender) {
        if (wanted.containsKey(sender.number()) && wanted.get(sender.number()) == null) {
            wanted.put(sender.number(), sender.linkTo(session));
        }
    }

    /** Returns the links as they are now; handlers may change them while the copy is gone through. */
    List<SimLink> links() {
        List<SimLink> links = new ArrayList<>();
        for (SimLink link : wanted.values()) {
            if (link != null) {
                links.add(link);
            }
        }
        return links;
    }
}
