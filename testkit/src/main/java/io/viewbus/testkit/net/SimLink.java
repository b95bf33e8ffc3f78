/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.net;

import io.viewbus.testkit.time.SimRandom;
import io.viewbus.testkit.time.VirtualTime;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One stream on its way to one receiver. First in, first out: a lost frame holds up all later ones until it was sent
 * again, which only a living, unpaused sender does. A link without any traffic for too long breaks: what was under way is
 * gone, and when the link comes back it starts with what is sent then.
 */
final class SimLink {

    private final SimNetwork network;
    private final VirtualTime time;
    private final SimRandom random;
    private final SimStream from;
    private final SimSession to;

    private final ArrayDeque<Frame> underWay = new ArrayDeque<>();
    private int underWayBytes;
    private final ArrayDeque<byte[]> arrived = new ArrayDeque<>();
    private int arrivedBytes;
    private long lastArrivalNs;

    private boolean up;
    private boolean closed;
    private boolean impaired;
    /** Grows when the state changes: tells scheduled events that they come too late. */
    private int epoch;

    private int impairments;
    private boolean headScheduled;

    SimLink(SimNetwork network, SimStream from, SimSession to, SimRandom random) {
        this.network = network;
        this.time = network.time();
        this.random = random;
        this.from = from;
        this.to = to;
        impaired = isImpairedNow();
        connectLater();
    }

    SimStream from() {
        return from;
    }

    SimSession to() {
        return to;
    }

    boolean isUp() {
        return up && !closed;
    }

    int underWayBytes() {
        return underWayBytes;
    }

    /** Takes a frame that the sender sends now. */
    void carry(byte[] frame) {
        if (!isUp()) {
            return;
        }
        NetworkConditions conditions = network.conditions();
        long arrivalNs = time.nanoTime() + random.skewed(conditions.minDelayNs(), conditions.maxDelayNs());
        lastArrivalNs = Math.max(lastArrivalNs, arrivalNs);
        underWay.add(new Frame(frame, lastArrivalNs, random.chance(conditions.lossPerMille())));
        underWayBytes += frame.length;
        if (underWayBytes > conditions.repairWindowBytes()) {
            breakDown();
            connectLater();
            return;
        }
        scheduleHead();
    }

    /** Returns the next frame for the receiver without taking it. */
    byte @Nullable [] peek() {
        return arrived.peek();
    }

    void take() {
        byte[] frame = arrived.remove();
        arrivedBytes -= frame.length;
    }

    boolean hasArrived() {
        return !arrived.isEmpty();
    }

    /** The receiver wants no more. */
    void close() {
        closed = true;
        breakDown();
        arrived.clear();
        arrivedBytes = 0;
    }

    /**
     * The sender is gone: nobody repairs any more, so the first lost frame and everything behind it will never come.
     *
     * @param ragged true to lose a random part of what is under way too, at each receiver another
     */
    void senderGone(boolean ragged) {
        int keep = ragged ? random.below(underWay.size() + 1) : underWay.size();
        int kept = 0;
        ArrayDeque<Frame> rest = new ArrayDeque<>();
        for (Frame frame : underWay) {
            if (kept++ >= keep || frame.lost) {
                break;
            }
            rest.add(frame);
        }
        underWay.clear();
        underWay.addAll(rest);
        underWayBytes = underWay.stream().mapToInt(frame -> frame.bytes.length).sum();
        refresh();
    }

    /** Looks again at what may have changed: cuts, pauses, deaths. */
    void refresh() {
        boolean now = isImpairedNow();
        if (now == impaired || closed) {
            return;
        }
        impaired = now;
        if (impaired) {
            breakLater();
        } else if (!up) {
            connectLater();
        }
    }

    private boolean isImpairedNow() {
        return isCut() || from.session().isGone() || from.session().isPaused() || to.isGone() || to.isPaused();
    }

    private boolean isCut() {
        return network.isCut(from.session().name(), to.name());
    }

    private void connectLater() {
        int scheduled = ++epoch;
        headScheduled = false;
        time.after(random.between(0, network.conditions().connectNs()), () -> {
            if (scheduled == epoch && !closed && !impaired) {
                up = true;
            }
        });
    }

    private void breakLater() {
        int scheduled = ++impairments;
        time.after(network.conditions().brokenAfterNs(), () -> {
            if (impaired && scheduled == impairments) {
                breakDown();
            }
        });
    }

    private void breakDown() {
        up = false;
        epoch++;
        headScheduled = false;
        underWay.clear();
        underWayBytes = 0;
    }

    private void scheduleHead() {
        Frame head = underWay.peek();
        if (head == null || headScheduled) {
            return;
        }
        headScheduled = true;
        int scheduled = epoch;
        time.after(Math.max(0, head.arrivalNs - time.nanoTime()), () -> {
            if (scheduled == epoch) {
                headScheduled = false;
                headDue();
            }
        });
    }

    private void headDue() {
        boolean any = false;
        for (Frame head = underWay.peek(); head != null && head.arrivalNs <= time.nanoTime(); head = underWay.peek()) {
            if (head.lost || isCut() || to.isGone() || !hasRoom(head)) {
                repairLater(head);
                break;
            }
            underWay.remove();
            underWayBytes -= head.bytes.length;
            arrived.add(head.bytes);
            arrivedBytes += head.bytes.length;
            any = true;
        }
        scheduleHead();
        if (any) {
            to.frameArrived();
        }
    }

    private boolean hasRoom(Frame frame) {
        return arrivedBytes + frame.bytes.length <= network.conditions().receiverBytes();
    }

    /** The frame did not make it. It is sent again when both ends notice, and that may fail too. */
    private void repairLater(Frame frame) {
        if (from.session().isGone()) {
            underWay.clear();
            underWayBytes = 0;
            return;
        }
        NetworkConditions conditions = network.conditions();
        frame.lost = impaired || !hasRoom(frame) || random.chance(conditions.lossPerMille());
        frame.arrivalNs = time.nanoTime() + random.between(conditions.repairNs() / 2, 2 * conditions.repairNs());
        lastArrivalNs = Math.max(lastArrivalNs, frame.arrivalNs);
    }

    private static final class Frame {
        private final byte[] bytes;
        private long arrivalNs;
        private boolean lost;

        Frame(byte[] bytes, long arrivalNs, boolean lost) {
            this.bytes = bytes;
            this.arrivalNs = arrivalNs;
            this.lost = lost;
        }
    }
}
