/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.local;

import io.viewbus.spi.transport.Transport;
import io.viewbus.spi.transport.TransportSession;
import io.viewbus.view.Member;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A transport whose address is the object itself: all sessions opened from one instance hear each other. Keeps the transport
 * contract; a receiver that does not poll loses control frames once 8,192 wait, and holds senders of data back at 1,024.
 */
public final class LocalTransport implements Transport {

    private final List<LocalSession> sessions = new CopyOnWriteArrayList<>();
    private final AtomicLong links = new AtomicLong();

    /** Makes an address of its own. */
    public LocalTransport() {}

    @Override
    public TransportSession open(String cluster, Member self) {
        LocalSession session = new LocalSession(this, links.incrementAndGet());
        sessions.add(session);
        return session;
    }

    List<LocalSession> sessions() {
        return sessions;
    }
}
