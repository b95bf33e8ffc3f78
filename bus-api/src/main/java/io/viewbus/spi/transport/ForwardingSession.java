/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.spi.transport;

import io.viewbus.spi.observe.CounterBoard;
import java.util.Objects;
import org.agrona.DirectBuffer;

/**
 * A session that hands everything to another one, its counters too. For those that watch, count, cut or lose frames: they override
 * what they do otherwise, and nothing that is added to {@link TransportSession} is forgotten.
 */
public abstract class ForwardingSession implements TransportSession {

    private final TransportSession session;

    /**
     * Wraps a session.
     *
     * @param session what does the work, closed with this one
     */
    protected ForwardingSession(TransportSession session) {
        this.session = Objects.requireNonNull(session, "session");
    }

    @Override
    public int poll(FrameHandler control) {
        return session.poll(control);
    }

    @Override
    public SendResult sendControl(DirectBuffer buffer, int offset, int length) {
        return session.sendControl(buffer, offset, length);
    }

    @Override
    public int maxControlLength() {
        return session.maxControlLength();
    }

    @Override
    public DataStream openData(FrameHandler handler) {
        return session.openData(handler);
    }

    @Override
    public Liveness openLiveness(LivenessHandler handler) {
        return session.openLiveness(handler);
    }

    @Override
    public CounterBoard openCounters() {
        return session.openCounters();
    }

    @Override
    public void close() {
        session.close();
    }
}
