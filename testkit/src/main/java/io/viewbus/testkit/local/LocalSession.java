/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.local;

import io.viewbus.spi.transport.DataStream;
import io.viewbus.spi.transport.FrameHandler;
import io.viewbus.spi.transport.SendResult;
import io.viewbus.spi.transport.TransportSession;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** One member's end: an inbox for control frames, and one for each data link that it listens to. */
final class LocalSession implements TransportSession, DataStream {

    private static final int CONTROL_INBOX = 8_192;
    private static final int DATA_INBOX = 1_024;
    private static final int MAX_CONTROL = 128 * 1024;
    private static final int MAX_DATA = 512 * 1024;
    private static final int FRAMES_PER_POLL = 64;

    private record Frame(long link, byte[] bytes) {}

    private final LocalTransport transport;
    private final long link;
    private final Queue<Frame> control = new ManyToOneConcurrentArrayQueue<>(CONTROL_INBOX);
    private final Map<Long, Queue<Frame>> listened = new ConcurrentHashMap<>();
    private final UnsafeBuffer scratch = new UnsafeBuffer(0, 0);
    private @Nullable FrameHandler dataHandler;
    private volatile boolean dataOpen;
    private volatile boolean closed;

    LocalSession(LocalTransport transport, long link) {
        this.transport = transport;
        this.link = link;
    }

    @Override
    public int poll(FrameHandler handler) {
        int work = drain(control, handler);
        FrameHandler data = dataHandler;
        if (data != null) {
            for (Queue<Frame> inbox : listened.values()) {
                work += drain(inbox, data);
            }
        }
        return work;
    }

    private int drain(Queue<Frame> inbox, FrameHandler handler) {
        int taken = 0;
        Frame frame;
        while (!closed && taken < FRAMES_PER_POLL && (frame = inbox.peek()) != null) {
            scratch.wrap(frame.bytes());
            if (!handler.onFrame(frame.link(), scratch, 0, frame.bytes().length)) {
                break;
            }
            inbox.remove();
            taken++;
        }
        return taken;
    }

    @Override
    public SendResult sendControl(DirectBuffer buffer, int offset, int length) {
        if (closed) {
            return SendResult.CLOSED;
        }
        Frame frame = copy(buffer, offset, length);
        for (LocalSession session : transport.sessions()) {
            if (session != this) {
                session.control.offer(frame);
            }
        }
        return SendResult.ACCEPTED;
    }

    @Override
    public int maxControlLength() {
        return MAX_CONTROL;
    }

    @Override
    public DataStream openData(FrameHandler handler) {
        dataHandler = handler;
        dataOpen = true;
        return this;
    }

    @Override
    public long link() {
        return link;
    }

    @Override
    public void connect(long other) {
        if (other != link) {
            listened.computeIfAbsent(other, key -> new ManyToOneConcurrentArrayQueue<>(DATA_INBOX));
        }
    }

    @Override
    public void disconnect(long other) {
        listened.remove(other);
    }

    @Override
    public boolean isConnected(long other) {
        return listened.containsKey(other)
                && transport.sessions().stream().anyMatch(session -> session.link == other && session.dataOpen);
    }

    /** Refuses the frame while any listener that still polls has no room, as a window would. */
    @Override
    public SendResult send(DirectBuffer buffer, int offset, int length) {
        if (closed) {
            return SendResult.CLOSED;
        }
        Frame frame = copy(buffer, offset, length);
        for (LocalSession session : transport.sessions()) {
            Queue<Frame> inbox = session.listened.get(link);
            if (inbox != null && inbox.size() >= DATA_INBOX) {
                return SendResult.BACK_PRESSURED;
            }
        }
        for (LocalSession session : transport.sessions()) {
            Queue<Frame> inbox = session.listened.get(link);
            if (inbox != null) {
                inbox.offer(frame);
            }
        }
        return SendResult.ACCEPTED;
    }

    private Frame copy(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return new Frame(link, bytes);
    }

    @Override
    public int maxLength() {
        return MAX_DATA;
    }

    @Override
    public int datagramLength() {
        return maxLength();
    }

    @Override
    public int window() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void close() {
        closed = true;
        dataOpen = false;
        transport.sessions().remove(this);
    }
}
