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

    private static final long NEVER = Long.MAX_VALUE;

    private final SimNetwork network;
    private final VirtualTime time;
    private final SimRandom random;
    private final SimStream from;
    private final SimSession to;
    private final Wire wire;
    private final LentFrames lent;

    private final ArrayDeque<Frame> underWay = new ArrayDeque<>();
    private int underWayBytes;
    private final ArrayDeque<byte[]> arrived = new ArrayDeque<>();
    private int arrivedBytes;
    private long lastArrivalNs;

    private boolean up;
    private boolean closed;
    private boolean impaired;
    /** Grows when the link is to come up: tells scheduled events that they come too late. */
    private int epoch;

    private int impairments;
    private long headDueNs = NEVER;
    private final Runnable whenHeadDue = this::onHeadDue;

    SimLink(SimNetwork network, SimStream from, SimSession to, SimRandom random) {
        this.network = network;
        this.time = network.time();
        this.random = random;
        this.from = from;
        this.to = to;
        wire = network.wire(from.session().name(), to.name(), from.lane());
        wire.add(this);
        lent = new LentFrames(network.buffer());
        impaired = isImpairedNow();
        connectLater();
    }

    SimStream from() {
        return from;
    }

    /** Those of a data link that the receiver may still read. */
    LentFrames lent() {
        return lent;
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
        long delayNs = wire.extraDelayNs() + random.skewed(conditions.minDelayNs(), conditions.maxDelayNs());
        lastArrivalNs = Math.max(lastArrivalNs, time.nanoTime() + delayNs);
        underWay.add(Frame.sent(frame, lastArrivalNs, isLost()));
        if (random.chance(conditions.copiesPerMille())) {
            underWay.add(Frame.copyOf(frame, lastArrivalNs));
        }
        underWayBytes += frame.length;
        if (underWayBytes > conditions.repairWindowBytes()) {
            breakAndReturn(false);
        } else {
            scheduleHead();
        }
    }

    private boolean isLost() {
        return random.chance(network.conditions().lossPerMille()) || random.chance(wire.extraLossPerMille());
    }

    /** Returns the next frame for the receiver without taking it. */
    byte @Nullable [] peek() {
        return arrived.peek();
    }

    void take() {
        byte[] frame = arrived.remove();
        arrivedBytes -= frame.length;
        to.inbox().framesTaken(1);
    }

    boolean hasArrived() {
        return !arrived.isEmpty();
    }

    /** The receiver wants no more, or is no more. */
    void close() {
        closed = true;
        wire.remove(this);
        breakDown();
        forgetArrived();
    }

    /** The link breaks and comes back at once: what is sent in between is missing. */
    void breakAndReturn(boolean withArrived) {
        if (closed) {
            return;
        }
        breakDown();
        if (withArrived) {
            forgetArrived();
        }
        connectLater();
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
            if (kept++ >= keep || frame.isLost()) {
                break;
            }
            rest.add(frame);
        }
        underWay.clear();
        underWay.addAll(rest);
        underWayBytes = underWay.stream().mapToInt(Frame::length).sum();
        refresh();
    }

    /** Looks again at what may have changed: cuts, clogs, pauses, deaths. */
    void refresh() {
        if (closed) {
            return;
        }
        scheduleHead();
        boolean now = isImpairedNow();
        if (now == impaired) {
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
        return !wire.isPassable()
                || from.session().isGone()
                || from.session().isStopped()
                || to.isGone()
                || to.isStopped();
    }

    private void connectLater() {
        int scheduled = ++epoch;
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
        headDueNs = NEVER;
        underWay.clear();
        underWayBytes = 0;
    }

    private void forgetArrived() {
        to.inbox().framesTaken(arrived.size());
        arrived.clear();
        arrivedBytes = 0;
    }

    private void scheduleHead() {
        Frame head = underWay.peek();
        if (head == null || headDueNs != NEVER || wire.isClogged()) {
            return;
        }
        headDueNs = Math.max(head.arrivalNs(), time.nanoTime());
        time.after(headDueNs - time.nanoTime(), whenHeadDue);
    }

    private void onHeadDue() {
        // An event of before the link broke comes too late.
        if (headDueNs == time.nanoTime()) {
            headDueNs = NEVER;
            if (!wire.isClogged()) {
                headDue();
            }
        }
    }

    private void headDue() {
        boolean any = false;
        for (Frame head = underWay.peek();
                head != null && head.arrivalNs() <= time.nanoTime();
                head = underWay.peek()) {
            if (head.isLost() || wire.isCut() || to.isGone() || !hasRoom(head)) {
                repairLater(head);
                break;
            }
            underWay.remove();
            any = true;
            arrive(head);
        }
        scheduleHead();
        if (any) {
            to.frameArrived();
        }
    }

    private void arrive(Frame frame) {
        underWayBytes -= frame.length();
        arrived.add(frame.bytes());
        arrivedBytes += frame.bytes().length;
        to.inbox().frameWaits();
    }

    private boolean hasRoom(Frame frame) {
        return arrivedBytes + frame.length() <= network.conditions().receiverBytes();
    }

    /** The frame did not make it. It is sent again when both ends notice, and that may fail too. */
    private void repairLater(Frame frame) {
        if (from.session().isGone()) {
            underWay.clear();
            underWayBytes = 0;
            return;
        }
        NetworkConditions conditions = network.conditions();
        boolean lostAgain = impaired || !hasRoom(frame) || isLost();
        frame.sendAgain(
                time.nanoTime() + random.between(conditions.repairNs() / 2, 2 * conditions.repairNs()), lostAgain);
        lastArrivalNs = Math.max(lastArrivalNs, frame.arrivalNs());
    }
}
