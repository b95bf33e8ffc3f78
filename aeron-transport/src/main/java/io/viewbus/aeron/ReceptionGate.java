/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides which datagrams of the address concern this member, before any of them costs memory.
 *
 * <p>Aeron builds an image, three terms long, of every publication that a subscription matches, its own member's included,
 * and remembers for ever the sessions that none matches. Both end here.
 */
final class ReceptionGate {

    private final int ownControlSession;
    private final Int2ObjectHashMap<LinkActivity> links = new Int2ObjectHashMap<>();

    ReceptionGate(int ownControlSession) {
        this.ownControlSession = ownControlSession;
    }

    void open(int session, LinkActivity activity) {
        links.put(session, activity);
    }

    void close(int session) {
        links.remove(session);
    }

    /** Tells whether a datagram is for us, and notes that its sender lives. */
    boolean admits(int stream, int session, int length, long nowNs) {
        if (stream == Channels.CONTROL_STREAM) {
            return session != ownControlSession;
        }
        return stream == Channels.DATA_STREAM && admitsData(session, length, nowNs);
    }

    private boolean admitsData(int session, int length, long nowNs) {
        @Nullable LinkActivity activity = links.get(session);
        if (activity == null) {
            return false;
        }
        activity.onHeard(length, nowNs);
        return true;
    }
}
