/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.net;

import io.viewbus.testkit.time.SimRandom;
import io.viewbus.testkit.time.VirtualTime;
import io.viewbus.view.Member;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network on virtual time that promises no more than {@link io.viewbus.spi.transport.TransportSession} says. It models
 * what Aeron does to its users: first in, first out per link while both ends live and talk, ragged tails when a sender
 * dies, gaps when a link was silent for too long, late joins, windows, and refusals to send. Everything is drawn from one
 * generator. Used by one thread.
 */
public final class SimNetwork {

    private final VirtualTime time;
    private final SimRandom random;
    private final Topology topology = new Topology();
    private final List<SimSession> sessions = new ArrayList<>();
    private final PoisonedBuffer buffer = new PoisonedBuffer(SimDataStream.MAX_LENGTH);
    private NetworkConditions conditions;
    private long nextControlNumber = 1;

    /**
     * Makes a network without anybody on it.
     *
     * @param time the time
     * @param random where chance comes from
     * @param conditions how good or bad it is at first
     */
    public SimNetwork(VirtualTime time, SimRandom random, NetworkConditions conditions) {
        this.time = time;
        this.random = random;
        this.conditions = conditions;
    }

    /**
     * Changes how good or bad the network is; frames already under way are not touched.
     *
     * @param changed the new conditions
     */
    public void changeConditions(NetworkConditions changed) {
        conditions = changed;
    }

    /**
     * Cuts one direction.
     *
     * @param from the member that is not heard any more
     * @param to by this one
     */
    public void cut(String from, String to) {
        topology.cut(from, to);
        refresh();
    }

    /**
     * Ends the cut of one direction.
     *
     * @param from the member that is heard again
     * @param to by this one
     */
    public void restore(String from, String to) {
        topology.restore(from, to);
        refresh();
    }

    /**
     * Cuts everything between the sides.
     *
     * @param sides names of members
     */
    public void partition(Collection<? extends Collection<String>> sides) {
        topology.partition(sides);
        refresh();
    }

    /** Ends all cuts. */
    public void heal() {
        topology.heal();
        refresh();
    }

    /**
     * Tells whether nothing is cut.
     *
     * @return true if so
     */
    public boolean isWhole() {
        return topology.isWhole();
    }

    /**
     * Tells whether one direction is cut.
     *
     * @param from the sender
     * @param to the receiver
     * @return true if so
     */
    public boolean isCut(String from, String to) {
        return topology.isCut(from, to);
    }

    /**
     * Returns how good or bad the network is.
     *
     * @return the present conditions
     */
    public NetworkConditions conditions() {
        return conditions;
    }

    VirtualTime time() {
        return time;
    }

    PoisonedBuffer buffer() {
        return buffer;
    }

    /** The cluster's name is not looked at: control frames of other clusters on the address are heard too. */
    SimSession open(Member self) {
        SimSession opened = new SimSession(this, self, nextControlNumber++, random.fork());
        for (SimSession other : sessions) {
            other.hear(opened);
            opened.hear(other);
        }
        sessions.add(opened);
        return opened;
    }

    @Nullable
    SimStream dataStream(long link) {
        for (SimSession session : sessions) {
            SimStream stream = session.dataStream(link);
            if (stream != null) {
                return stream;
            }
        }
        return null;
    }

    void dataOpened(SimStream stream) {
        for (SimSession session : sessions) {
            if (session != stream.session()) {
                session.streamOpened(stream);
            }
        }
    }

    void refresh() {
        sessions.forEach(SimSession::refreshLinks);
    }

    void sessionEnded(SimSession session) {
        sessions.remove(session);
        // What it sent last may still be under way; its links are given up when that has had its time.
        long lingerNs = 2 * conditions.brokenAfterNs() + conditions.maxDelayNs();
        time.after(lingerNs, () -> sessions.forEach(other -> other.forget(session)));
    }
}
