/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import java.net.InetSocketAddress;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides which datagrams of the address concern this member, before any of them costs memory.
 *
 * <p>Aeron builds an image, three terms long, of every publication that a subscription matches, its own member's included,
 * and remembers for ever the sessions that none matches. Both end here, and so does what comes under the session of another.
 */
final class ReceptionGate {

    private final int ownControlSession;
    private final Int2ObjectHashMap<LinkActivity> links = new Int2ObjectHashMap<>();
    private final Int2ObjectHashMap<ImageSource> controlSources = new Int2ObjectHashMap<>();

    ReceptionGate(int ownControlSession) {
        this.ownControlSession = ownControlSession;
    }

    void open(int session, LinkActivity activity) {
        links.put(session, activity);
    }

    void close(int session) {
        links.remove(session);
    }

    /** Takes control frames of a session from one sender only, until the image is lost. */
    void onControlImage(int session, ImageSource source) {
        controlSources.put(session, source);
    }

    void onControlImageLost(int session) {
        controlSources.remove(session);
    }

    /** Tells whether a datagram is for us, and notes that its sender lives. */
    boolean admits(int stream, int session, InetSocketAddress from, int length, long nowNs) {
        if (stream == Channels.CONTROL_STREAM) {
            return session != ownControlSession && admitsControl(session, from);
        }
        return stream == Channels.DATA_STREAM && admitsData(session, from, length, nowNs);
    }

    private boolean admitsControl(int session, InetSocketAddress from) {
        @Nullable ImageSource source = controlSources.get(session);
        return source == null || source.is(from);
    }

    private boolean admitsData(int session, InetSocketAddress from, int length, long nowNs) {
        @Nullable LinkActivity activity = links.get(session);
        return activity != null && activity.onHeard(from, length, nowNs);
    }
}
