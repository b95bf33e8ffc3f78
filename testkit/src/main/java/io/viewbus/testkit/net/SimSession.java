/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.net;

import io.viewbus.spi.transport.DataStream;
import io.viewbus.spi.transport.FrameHandler;
import io.viewbus.spi.transport.SendResult;
import io.viewbus.spi.transport.TransportSession;
import io.viewbus.testkit.time.SimRandom;
import io.viewbus.view.Member;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** One member's end of the simulated network, and the switches by which a simulation hurts it. */
public final class SimSession implements TransportSession {

    static final int MAX_CONTROL_LENGTH = 65_536;

    private static final int FRAMES_PER_LINK_AND_POLL = 16;

    private final SimNetwork network;
    private final Member self;
    private final SimRandom random;
    private final SimStream control;
    private final List<SimLink> heard = new ArrayList<>();
    private @Nullable SimDataStream data;

    private Runnable whenFrameArrives = () -> {};
    private Runnable whenSending = () -> {};
    private boolean gone;
    private boolean paused;

    SimSession(SimNetwork network, Member self, long controlNumber, SimRandom random) {
        this.network = network;
        this.self = self;
        this.random = random;
        control = new SimStream(network, this, controlNumber, MAX_CONTROL_LENGTH, random.fork());
    }

    @Override
    public int poll(FrameHandler handler) {
        if (gone || paused) {
            return 0;
        }
        int work = pollAll(new ArrayList<>(heard), handler);
        SimDataStream stream = data;
        if (stream != null && !gone) {
            work += pollAll(stream.links(), stream.handler());
        }
        return work;
    }

    @Override
    public SendResult sendControl(DirectBuffer buffer, int offset, int length) {
        sending();
        return control.send(buffer, offset, length);
    }

    @Override
    public int maxControlLength() {
        return MAX_CONTROL_LENGTH;
    }

    @Override
    public DataStream openData(FrameHandler handler) {
        if (data != null) {
            throw new IllegalStateException("the data stream is open already");
        }
        SimStream own = new SimStream(network, this, random.nextLong(), SimDataStream.MAX_LENGTH, random.fork());
        SimDataStream stream = new SimDataStream(network, this, own, handler);
        data = stream;
        network.dataOpened(own);
        return stream;
    }

    @Override
    public void close() {
        end(false);
    }

    /** Ends the process of this member: what was on its way arrives at some and not at others. */
    public void crash() {
        end(true);
    }

    /** Stops the process of this member, as a long garbage collection does. */
    public void pause() {
        paused = true;
        network.refresh();
    }

    /** Lets the process of this member run again. */
    public void resume() {
        paused = false;
        network.refresh();
    }

    /**
     * Says what to do when frames arrived for this member.
     *
     * @param action what to do
     */
    public void onFrameArrived(Runnable action) {
        whenFrameArrives = action;
    }

    /**
     * Says what to do just before this member sends: the place where a simulation kills it in the middle of its work.
     *
     * @param action what to do; may throw
     */
    public void onSending(Runnable action) {
        whenSending = action;
    }

    /**
     * Tells whether this member's process crashed or closed its session.
     *
     * @return true if so
     */
    public boolean isGone() {
        return gone;
    }

    boolean isPaused() {
        return paused;
    }

    String name() {
        return self.name();
    }

    SimStream control() {
        return control;
    }

    void hear(SimSession other) {
        heard.add(other.control.linkTo(this));
    }

    void forget(SimSession other) {
        heard.removeIf(link -> link.from().session() == other && !link.hasArrived());
    }

    void streamOpened(SimStream sender) {
        if (data != null) {
            data.streamOpened(sender);
        }
    }

    @Nullable
    SimStream dataStream(long link) {
        return data != null && data.link() == link ? data.own() : null;
    }

    void frameArrived() {
        if (!paused && !gone) {
            whenFrameArrives.run();
        }
    }

    void sending() {
        if (!gone) {
            whenSending.run();
        }
    }

    void refreshLinks() {
        control.refresh();
        if (data != null) {
            data.own().refresh();
        }
    }

    /** Links are gone through from a random one on, a few frames each: the order across links means nothing. */
    private int pollAll(List<SimLink> links, FrameHandler handler) {
        int work = 0;
        int first = links.isEmpty() ? 0 : random.below(links.size());
        for (int i = 0; i < links.size(); i++) {
            work += pollOne(links.get((first + i) % links.size()), handler);
        }
        return work;
    }

    private int pollOne(SimLink link, FrameHandler handler) {
        int limit = link.hasArrived() ? 1 + random.below(FRAMES_PER_LINK_AND_POLL) : 0;
        int taken = 0;
        while (taken < limit && !gone) {
            byte[] frame = link.peek();
            if (frame == null
                    || !network.buffer()
                            .handTo((b, o, l) -> handler.onFrame(link.from().number(), b, o, l), frame)) {
                break;
            }
            if (link.hasArrived()) { // else the handler disconnected this very link
                link.take();
            }
            taken++;
        }
        return taken;
    }

    private void end(boolean ragged) {
        if (gone) {
            return;
        }
        gone = true;
        control.senderGone(ragged);
        if (data != null) {
            data.own().senderGone(ragged);
            for (SimLink link : data.links()) {
                link.from().remove(link);
            }
        }
        heard.forEach(link -> link.from().remove(link));
        network.sessionEnded(this);
    }
}
