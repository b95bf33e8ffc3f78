/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.spi.observe.CounterBoard;
import io.viewbus.spi.transport.DataStream;
import io.viewbus.spi.transport.FrameHandler;
import io.viewbus.spi.transport.Liveness;
import io.viewbus.spi.transport.LivenessHandler;
import io.viewbus.spi.transport.SendResult;
import io.viewbus.spi.transport.Transport;
import io.viewbus.spi.transport.TransportSession;
import io.viewbus.view.Member;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/**
 * A transport that knows whether its sessions are closed. They are closed by threads of their own, which a process that ends must
 * wait for: else it leaves their files in shared memory.
 */
public final class TrackedTransport implements Transport {

    private static final Duration RELEASING = Duration.ofSeconds(3);

    private final Transport transport;
    private int open;

    /**
     * Makes a transport that tracks another.
     *
     * @param transport what does the work
     */
    public TrackedTransport(Transport transport) {
        this.transport = transport;
    }

    @Override
    public void preflight() {
        transport.preflight();
    }

    @Override
    public TransportSession open(String cluster, Member self) {
        opened();
        try {
            return new TrackedSession(transport.open(cluster, self));
        } catch (RuntimeException | Error e) {
            closed();
            throw e;
        }
    }

    private synchronized void opened() {
        open++;
    }

    private synchronized void closed() {
        open--;
        notifyAll();
    }

    /** Waits until no session is open, but not for long. */
    public synchronized void awaitReleased() {
        long deadlineNs = System.nanoTime() + RELEASING.toNanos();
        try {
            for (long leftMs = RELEASING.toMillis(); open > 0 && leftMs > 0; leftMs = millisUntil(deadlineNs)) {
                wait(leftMs);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long millisUntil(long deadlineNs) {
        return TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime());
    }

    private final class TrackedSession implements TransportSession {
        private final TransportSession session;
        private boolean isClosed;

        TrackedSession(TransportSession session) {
            this.session = session;
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
            if (!isClosed) {
                isClosed = true;
                closed();
            }
        }
    }
}
