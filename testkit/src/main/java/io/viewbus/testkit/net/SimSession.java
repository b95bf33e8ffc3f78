/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.net;

import io.viewbus.spi.transport.DataStream;
import io.viewbus.spi.transport.FrameHandler;
import io.viewbus.spi.transport.Liveness;
import io.viewbus.spi.transport.LivenessHandler;
import io.viewbus.spi.transport.SendResult;
import io.viewbus.spi.transport.TransportSession;
import io.viewbus.testkit.time.SimRandom;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** One member's end of the simulated network, and the switches by which a simulation hurts it. */
public final class SimSession implements TransportSession {

    static final int MAX_CONTROL_LENGTH = 65_536;

    private final SimNetwork network;
    private final Member self;
    private final SimRandom random;
    private final SimStream control;
    private final SimInbox inbox;
    private @Nullable SimDataStream data;
    private @Nullable SimLiveness liveness;

    private Runnable whenFrameArrives = () -> {};
    private @Nullable SendProbe probe;
    private int controlRefusal;
    private int dataRefusal;
    private boolean gone;
    private boolean paused;
    private boolean driverAlive;
    private boolean broken;
    private boolean failing;

    SimSession(SimNetwork network, Member self, long controlNumber, SimRandom random) {
        this.network = network;
        this.self = self;
        this.random = random;
        inbox = new SimInbox(this, random.named("inbox"), network.buffer());
        control =
                new SimStream(network, this, Lane.CONTROL, controlNumber, MAX_CONTROL_LENGTH, random.named("control"));
    }

    @Override
    public int poll(FrameHandler handler) {
        if (gone || paused) {
            return 0;
        }
        if (failing) {
            throw new ClusterException.Failed("the simulated transport of \"" + name() + "\" broke", null);
        }
        int work = liveness == null ? 0 : liveness.poll();
        if (inbox.isEmpty()) {
            return work;
        }
        work += inbox.pollControl(handler);
        SimDataStream stream = data;
        return stream == null || gone ? work : work + inbox.pollData(stream);
    }

    @Override
    public SendResult sendControl(DirectBuffer buffer, int offset, int length) {
        return send(control, buffer, offset, length);
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
        SimStream own = new SimStream(
                network, this, Lane.DATA, random.nextLong(), SimDataStream.MAX_LENGTH, random.named("data"));
        SimDataStream stream = new SimDataStream(network, this, own, handler);
        data = stream;
        network.dataOpened(own);
        return stream;
    }

    @Override
    public Liveness openLiveness(LivenessHandler handler) {
        if (liveness != null) {
            throw new IllegalStateException("processes are watched already");
        }
        SimLiveness opened = new SimLiveness(network, this, handler, random.named("liveness"));
        liveness = opened;
        return opened;
    }

    /**
     * Returns what this member's kernel knows of processes.
     *
     * @return null if the member did not ask for it
     */
    public @Nullable SimLiveness liveness() {
        return liveness;
    }

    @Override
    public void close() {
        end(false);
    }

    /** Ends the process of this member: what was on its way arrives at some and not at others. */
    public void crash() {
        end(true);
    }

    /**
     * Stops the process of this member, as a long garbage collection does.
     *
     * @param withDriver true if the transport stops too; otherwise it goes on to receive, to repair and to acknowledge, as a
     *     media driver in a process of its own does
     */
    public void pause(boolean withDriver) {
        paused = true;
        driverAlive = !withDriver;
        network.refresh();
    }

    /** Lets the process of this member run again. */
    public void resume() {
        paused = false;
        network.refresh();
    }

    /**
     * Refuses what this member sends, as a full transport does.
     *
     * @param lanes which streams
     * @param perMille how often out of 1000, 0 for no longer
     */
    public void refuse(List<Lane> lanes, int perMille) {
        controlRefusal = lanes.contains(Lane.CONTROL) ? perMille : controlRefusal;
        dataRefusal = lanes.contains(Lane.DATA) ? perMille : dataRefusal;
    }

    /** Breaks the transport of this member for good: nothing is sent any more. */
    public void breakForGood() {
        broken = true;
    }

    /** Lets a broken transport say so at the next poll. */
    public void failNextPoll() {
        failing = true;
    }

    /**
     * Returns how many frames this member took so far.
     *
     * @return the number
     */
    public int frames() {
        return inbox.frames();
    }

    /**
     * Returns how many of them were data frames.
     *
     * @return the number
     */
    public int dataFrames() {
        return inbox.dataFrames();
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
     * Says who watches what this member sends; replaces an earlier one.
     *
     * @param watcher the probe, or null for none
     */
    public void onSend(@Nullable SendProbe watcher) {
        probe = watcher;
    }

    /**
     * Tells whether this member's process crashed or closed its session.
     *
     * @return true if so
     */
    public boolean isGone() {
        return gone;
    }

    boolean isBroken() {
        return broken;
    }

    /** Tells whether neither process nor transport do anything at present. */
    boolean isStopped() {
        return paused && !driverAlive;
    }

    int refusalPerMille(Lane lane) {
        return lane == Lane.CONTROL ? controlRefusal : dataRefusal;
    }

    String name() {
        return self.name();
    }

    Incarnation incarnation() {
        return self.incarnation();
    }

    void processEnded(SimSession other) {
        if (liveness != null) {
            liveness.onEnd(other);
        }
    }

    SimStream control() {
        return control;
    }

    SimInbox inbox() {
        return inbox;
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

    SendResult send(SimStream stream, DirectBuffer buffer, int offset, int length) {
        SendProbe watcher = gone ? null : probe;
        if (watcher == null) {
            return stream.send(buffer, offset, length);
        }
        watcher.onSend(stream.lane(), buffer, offset, length, false);
        SendResult result = stream.send(buffer, offset, length);
        watcher.onSend(stream.lane(), buffer, offset, length, true);
        return result;
    }

    void refreshLinks() {
        control.refresh();
        if (data != null) {
            data.own().refresh();
        }
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
                link.from().close(link);
            }
        }
        inbox.close();
        network.sessionEnded(this);
    }
}
