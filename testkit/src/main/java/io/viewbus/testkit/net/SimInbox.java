/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.net;

import io.viewbus.spi.transport.FrameHandler;
import io.viewbus.testkit.time.SimRandom;
import java.util.ArrayList;
import java.util.List;

/** What one member hears: its links to the control streams of all others, and the frames that wait for its next poll. */
final class SimInbox {

    private static final int FRAMES_PER_LINK_AND_POLL = 16;

    /** Who is given the frames of a link; false leaves the frame there. */
    @FunctionalInterface
    private interface Receiver {
        boolean take(SimLink link, byte[] frame);
    }

    private final SimSession owner;
    private final SimRandom random;
    private final PoisonedBuffer buffer;
    private final List<SimLink> heard = new ArrayList<>();
    /** A copy of the above, made anew with each change: handlers may cause one. */
    private SimLink[] heardNow = {};

    private int waiting;
    private int frames;
    private int dataFrames;

    SimInbox(SimSession owner, SimRandom random, PoisonedBuffer buffer) {
        this.owner = owner;
        this.random = random;
        this.buffer = buffer;
    }

    void hear(SimStream control) {
        heard.add(control.linkTo(owner));
        heardNow = heard.toArray(new SimLink[0]);
    }

    /** Gives up the link to a member that is gone, unless something of it still waits. */
    void forget(SimSession other) {
        for (SimLink link : heardNow) {
            if (link.from().session() == other && !link.hasArrived()) {
                heard.remove(link);
                link.close();
            }
        }
        heardNow = heard.toArray(new SimLink[0]);
    }

    void close() {
        for (SimLink link : heardNow) {
            link.from().close(link);
        }
    }

    void frameWaits() {
        waiting++;
    }

    void framesTaken(int count) {
        waiting -= count;
    }

    boolean isEmpty() {
        return waiting == 0;
    }

    /** Returns how many frames were taken so far. */
    int frames() {
        return frames;
    }

    /** Returns how many of them were data frames. */
    int dataFrames() {
        return dataFrames;
    }

    int pollControl(FrameHandler handler) {
        return pollAll(
                heardNow, (link, frame) -> buffer.handTo(handler, link.from().number(), frame));
    }

    int pollData(SimDataStream stream) {
        FrameHandler handler = stream.handler();
        int count = pollAll(
                stream.links(),
                (link, frame) -> link.lent().handTo(handler, link.from().number(), frame));
        for (SimLink link : stream.links()) {
            link.lent().recallSome(handler, link.from().number());
        }
        dataFrames += count;
        return count;
    }

    /** Links are gone through from a random one on, a few frames each: the order across links means nothing. */
    private int pollAll(SimLink[] links, Receiver receiver) {
        int work = 0;
        int next = links.length == 0 ? 0 : random.below(links.length);
        for (int left = links.length; left > 0 && waiting > 0; left--) {
            SimLink link = links[next++];
            next = next == links.length ? 0 : next;
            if (link.hasArrived()) {
                work += pollOne(link, receiver);
            }
        }
        return work;
    }

    private int pollOne(SimLink link, Receiver receiver) {
        int limit = 1 + random.below(FRAMES_PER_LINK_AND_POLL);
        int taken = 0;
        while (taken < limit && !owner.isGone()) {
            byte[] frame = link.peek();
            if (frame == null || !receiver.take(link, frame)) {
                break;
            }
            if (link.hasArrived()) { // else the handler disconnected this very link
                link.take();
            }
            taken++;
        }
        frames += taken;
        return taken;
    }
}
