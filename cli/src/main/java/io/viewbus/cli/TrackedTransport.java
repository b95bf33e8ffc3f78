/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.spi.transport.ForwardingSession;
import io.viewbus.spi.transport.Transport;
import io.viewbus.spi.transport.TransportSession;
import io.viewbus.view.Member;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

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

    private final class TrackedSession extends ForwardingSession {
        private boolean isClosed;

        TrackedSession(TransportSession session) {
            super(session);
        }

        @Override
        public void close() {
            super.close();
            if (!isClosed) {
                isClosed = true;
                closed();
            }
        }
    }
}
