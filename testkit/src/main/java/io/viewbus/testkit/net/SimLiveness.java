/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.net;

import io.viewbus.spi.transport.Liveness;
import io.viewbus.spi.transport.LivenessHandler;
import io.viewbus.testkit.time.SimRandom;
import io.viewbus.view.Incarnation;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeSet;

/** What the kernel of one simulated machine knows of processes elsewhere: it hears of most that end, soon, and errs now and then. */
public final class SimLiveness implements Liveness {

    private static final long US = 1000;
    private static final long SOONEST_NS = 500 * US;
    private static final long LATEST_NS = 20_000 * US;

    private final SimNetwork network;
    private final SimSession session;
    private final LivenessHandler handler;
    private final SimRandom random;
    private final TreeSet<Incarnation> watched = new TreeSet<>();
    private final ArrayDeque<Incarnation> gone = new ArrayDeque<>();

    SimLiveness(SimNetwork network, SimSession session, LivenessHandler handler, SimRandom random) {
        this.network = network;
        this.session = session;
        this.handler = handler;
        this.random = random;
    }

    @Override
    public byte[] address() {
        Incarnation self = session.incarnation();
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(self.high())
                .putLong(self.low())
                .array();
    }

    @Override
    public void watch(Incarnation process, byte[] address) {
        if (address.length > 0) {
            watched.add(process);
        }
    }

    @Override
    public void unwatch(Incarnation process) {
        watched.remove(process);
    }

    /**
     * Returns whom this member watches.
     *
     * @return the processes, in the order of their incarnations
     */
    public List<Incarnation> watched() {
        return List.copyOf(watched);
    }

    /**
     * Lets the member hear that a process is gone, whether it is or not. Nothing happens if it does not watch it.
     *
     * @param process of whom
     */
    public void deceive(Incarnation process) {
        hear(process, 0);
    }

    /** A process ended. Connections that nothing passes stay open, and a few endings are not noticed. */
    void onEnd(SimSession ended) {
        boolean passable =
                network.isPassable(session.name(), ended.name()) && network.isPassable(ended.name(), session.name());
        if (passable && !random.chance(network.lostEvidencePerMille())) {
            hear(ended.incarnation(), random.skewed(SOONEST_NS, LATEST_NS));
        }
    }

    private void hear(Incarnation process, long delayNs) {
        if (watched.contains(process)) {
            network.time().after(delayNs, () -> {
                gone.add(process);
                session.frameArrived();
            });
        }
    }

    /** Tells the member; returns how much. */
    int poll() {
        int count = 0;
        for (Incarnation next = gone.poll(); next != null; next = gone.poll()) {
            if (watched.remove(next)) {
                handler.onGone(next);
                count++;
            }
        }
        return count;
    }
}
