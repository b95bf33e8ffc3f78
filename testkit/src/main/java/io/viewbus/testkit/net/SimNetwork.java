/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.net;

import io.viewbus.testkit.time.SimRandom;
import io.viewbus.testkit.time.VirtualTime;
import io.viewbus.view.Incarnation;
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
    private int lostEvidencePerMille;

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
     * Cuts one direction. What several cut is whole when all have restored it.
     *
     * @param from the member that is not heard any more
     * @param to by this one
     * @param lanes which streams
     */
    public void cut(String from, String to, List<Lane> lanes) {
        lanes.forEach(lane -> wire(from, to, lane).cut(1));
    }

    /**
     * Ends one cut of one direction.
     *
     * @param from the member that is heard again
     * @param to by this one
     * @param lanes which streams
     */
    public void restore(String from, String to, List<Lane> lanes) {
        lanes.forEach(lane -> wire(from, to, lane).cut(-1));
    }

    /**
     * Clogs one direction: it takes everything and gives nothing, until it gives it all at once.
     *
     * @param from the member that is not heard for now
     * @param to by this one
     * @param lanes which streams
     */
    public void clog(String from, String to, List<Lane> lanes) {
        lanes.forEach(lane -> wire(from, to, lane).clog(1));
    }

    /**
     * Ends one clog of one direction.
     *
     * @param from the member that is heard again
     * @param to by this one
     * @param lanes which streams
     */
    public void unclog(String from, String to, List<Lane> lanes) {
        lanes.forEach(lane -> wire(from, to, lane).clog(-1));
    }

    /**
     * Makes one direction slower than the others, so that what is sent first may arrive last.
     *
     * @param from the sender
     * @param to the receiver
     * @param lanes which streams
     * @param extraNs by how much, 0 for no longer
     */
    public void slow(String from, String to, List<Lane> lanes, long extraNs) {
        lanes.forEach(lane -> wire(from, to, lane).slow(extraNs));
    }

    /**
     * Makes one direction lose more than the others.
     *
     * @param from the sender
     * @param to the receiver
     * @param lanes which streams
     * @param perMille how much, 0 for no longer
     */
    public void lose(String from, String to, List<Lane> lanes, int perMille) {
        lanes.forEach(lane -> wire(from, to, lane).lose(perMille));
    }

    /**
     * Breaks the links of one direction: they come back by themselves, and what was under way is missing.
     *
     * @param from the sender
     * @param to the receiver
     * @param lanes which streams
     * @param withArrived whether what the receiver did not take yet is missing too
     */
    public void breakLinks(String from, String to, List<Lane> lanes, boolean withArrived) {
        lanes.forEach(lane -> wire(from, to, lane).breakLinks(withArrived));
    }

    /**
     * Cuts everything between the sides.
     *
     * @param sides names of members
     */
    public void partition(Collection<? extends Collection<String>> sides) {
        topology.partition(sides, 1);
    }

    /**
     * Ends one {@link #partition}.
     *
     * @param sides the same names
     */
    public void merge(Collection<? extends Collection<String>> sides) {
        topology.partition(sides, -1);
    }

    /** Ends all that was done to single directions. */
    public void heal() {
        topology.heal();
    }

    /**
     * Tells whether nothing is cut or clogged.
     *
     * @return true if so
     */
    public boolean isWhole() {
        return topology.isWhole();
    }

    /**
     * Tells whether one direction is neither cut nor clogged.
     *
     * @param from the sender
     * @param to the receiver
     * @return true if so
     */
    public boolean isPassable(String from, String to) {
        return topology.isPassable(from, to);
    }

    /**
     * Returns how good or bad the network is.
     *
     * @return the present conditions
     */
    public NetworkConditions conditions() {
        return conditions;
    }

    /**
     * Says how often a process ends without the kernels of those who watch it taking notice.
     *
     * @param perMille how many out of 1000, for each watcher
     */
    public void loseEvidence(int perMille) {
        lostEvidencePerMille = perMille;
    }

    int lostEvidencePerMille() {
        return lostEvidencePerMille;
    }

    VirtualTime time() {
        return time;
    }

    Wire wire(String from, String to, Lane lane) {
        return topology.wire(from, to, lane);
    }

    PoisonedBuffer buffer() {
        return buffer;
    }

    /** The cluster's name is not looked at: control frames of other clusters on the address are heard too. */
    SimSession open(Member self) {
        Incarnation who = self.incarnation();
        SimSession opened = new SimSession(
                this, self, nextControlNumber++, random.named(who.high()).named(who.low()));
        for (SimSession other : sessions) {
            other.inbox().hear(opened.control());
            opened.inbox().hear(other.control());
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
        sessions.forEach(other -> other.processEnded(session));
        // What it sent last may still be under way; its links are given up when that has had its time.
        long lingerNs = 2 * conditions.brokenAfterNs() + conditions.maxDelayNs();
        time.after(lingerNs, () -> sessions.forEach(other -> other.inbox().forget(session)));
    }
}
