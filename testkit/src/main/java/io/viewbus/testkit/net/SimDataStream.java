/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.net;

import io.viewbus.spi.transport.DataStream;
import io.viewbus.spi.transport.FrameHandler;
import io.viewbus.spi.transport.SendResult;
import java.util.Objects;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** A member's data stream and what it listens to. */
final class SimDataStream implements DataStream {

    /** The least that the interface allows. */
    static final int MAX_LENGTH = 262_144 + 1_024;

    private static final int DATAGRAM = 1_376;

    private final SimNetwork network;
    private final SimSession session;
    private final SimStream own;
    private final FrameHandler handler;
    /** By link; the value is null as long as nobody sends there. */
    private final TreeMap<Long, @Nullable SimLink> wanted = new TreeMap<>();
    /** The same without those to nobody, for those who ask often. */
    private final Long2ObjectHashMap<SimLink> connected = new Long2ObjectHashMap<>();

    private SimLink[] links = {};

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
        wanted.put(link, null);
        SimStream sender = network.dataStream(link);
        if (sender != null) {
            streamOpened(sender);
        }
    }

    @Override
    public void disconnect(long link) {
        wanted.remove(link);
        SimLink removed = connected.remove(link);
        if (removed != null) {
            removed.from().close(removed);
            collectLinks();
            removed.lent().recallAll(handler, link);
        }
    }

    @Override
    public boolean isConnected(long link) {
        SimLink found = connected.get(link);
        return found != null && found.isUp();
    }

    @Override
    public SendResult send(DirectBuffer buffer, int offset, int length) {
        return session.send(own, buffer, offset, length);
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
        long link = sender.number();
        if (wanted.containsKey(link) && wanted.get(link) == null) {
            SimLink made = sender.linkTo(session);
            wanted.put(link, made);
            connected.put(link, made);
            collectLinks();
        }
    }

    /** Returns the links as they are now; a change makes another array, so handlers may cause one. */
    SimLink[] links() {
        return links;
    }

    private void collectLinks() {
        links = wanted.values().stream().filter(Objects::nonNull).toArray(SimLink[]::new);
    }

    @Override
    public int datagramLength() {
        return DATAGRAM;
    }

    @Override
    public int window() {
        return Integer.MAX_VALUE;
    }
}
