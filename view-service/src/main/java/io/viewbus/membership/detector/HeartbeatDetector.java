/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.detector;

import io.viewbus.view.Incarnation;
import java.util.Map;
import java.util.TreeMap;

/**
 * Knows who was heard, and when. Silence is measured in <em>observed</em> time: time in which this process was awake
 * and listening. After a pause of its own it therefore suspects nobody for what it could not hear (VS-10).
 *
 * <p>Bounded: remembers the {@value #MAX_PEERS} processes heard last.
 */
public final class HeartbeatDetector {

    private static final int MAX_PEERS = 256;

    private final TreeMap<Incarnation, Peer> peers = new TreeMap<>();
    private final long suspectNs;
    private final long maxStepNs;
    private long observedNs;
    private long lastTickNs;
    private boolean ticked;

    /**
     * Makes a detector that has heard nobody.
     *
     * @param suspectNs after how much observed silence a process is suspected
     * @param maxStepNs the most that one turn of the agent may count for
     */
    public HeartbeatDetector(long suspectNs, long maxStepNs) {
        this.suspectNs = suspectNs;
        this.maxStepNs = maxStepNs;
    }

    /**
     * Moves time on.
     *
     * @param nowNs the time of the clock
     * @return how long ago the clock was last read
     */
    public long onTick(long nowNs) {
        long gapNs = ticked ? nowNs - lastTickNs : 0;
        lastTickNs = nowNs;
        ticked = true;
        observedNs += Math.max(0, Math.min(gapNs, maxStepNs));
        return gapNs;
    }

    /**
     * Returns the time for which this process was awake.
     *
     * @return observed nanoseconds
     */
    public long nowNs() {
        return observedNs;
    }

    /**
     * Says that a frame of a process arrived.
     *
     * @param from the process
     */
    public void onHeard(Incarnation from) {
        peer(from).lastHeardNs = observedNs;
    }

    /**
     * Says that a heartbeat arrived.
     *
     * @param from the process
     * @param seq its number
     */
    public void onHeartbeat(Incarnation from, long seq) {
        Peer peer = peer(from);
        peer.lastHeardNs = observedNs;
        peer.heartbeatNs = observedNs;
        peer.heartbeat = Math.max(peer.heartbeat, seq);
    }

    /**
     * Starts to expect heartbeats from a process, as if it had just been heard.
     *
     * @param process the process
     */
    public void expect(Incarnation process) {
        peer(process).lastHeardNs = observedNs;
    }

    /**
     * Tells whether a process has been silent for too long.
     *
     * @param process the process
     * @return true also if it was never heard nor expected
     */
    public boolean isSilent(Incarnation process) {
        return silenceNs(process) > suspectNs;
    }

    /**
     * Returns for how long a process has been silent.
     *
     * @param process the process
     * @return observed nanoseconds; {@link Long#MAX_VALUE} if it was never heard nor expected
     */
    public long silenceNs(Incarnation process) {
        Peer peer = peers.get(process);
        return peer == null ? Long.MAX_VALUE : observedNs - peer.lastHeardNs;
    }

    /**
     * Returns the number of the latest heartbeat of a process.
     *
     * @param process the process
     * @return the number, 0 if none was heard
     */
    public long latestHeartbeat(Incarnation process) {
        Peer peer = peers.get(process);
        return peer == null ? 0 : peer.heartbeat;
    }

    /**
     * Tells whether a heartbeat of a process arrived after a moment.
     *
     * @param process the process
     * @param sinceNs the moment, in observed time
     * @return true if so
     */
    public boolean heartbeatSince(Incarnation process, long sinceNs) {
        Peer peer = peers.get(process);
        return peer != null && peer.heartbeat > 0 && peer.heartbeatNs > sinceNs;
    }

    private Peer peer(Incarnation process) {
        Peer peer = peers.get(process);
        if (peer == null) {
            if (peers.size() >= MAX_PEERS) {
                peers.remove(longestSilent());
            }
            peer = new Peer();
            peers.put(process, peer);
        }
        return peer;
    }

    private Incarnation longestSilent() {
        Incarnation longest = peers.firstKey();
        long oldestNs = Long.MAX_VALUE;
        for (Map.Entry<Incarnation, Peer> entry : peers.entrySet()) {
            if (entry.getValue().lastHeardNs < oldestNs) {
                oldestNs = entry.getValue().lastHeardNs;
                longest = entry.getKey();
            }
        }
        return longest;
    }

    private static final class Peer {
        long lastHeardNs;
        long heartbeatNs;
        long heartbeat;
    }
}
