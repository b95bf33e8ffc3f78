/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.Bus;
import io.viewbus.core.wire.DataHeader;

/**
 * The settings of group messaging; the same at all members of a cluster. Times are in nanoseconds.
 *
 * @param window how many bytes of a sender may be unacknowledged by somebody
 * @param topicWindow how many bytes of a sender and topic may be unconsumed by somebody in the topic's group
 * @param maxPayload the largest payload in bytes
 * @param maxTopics how many topics may have members at the same time
 * @param maxPending how many messages of this member may wait to be delivered and stable
 * @param ackNs how long the acknowledgement of a message may wait for company
 * @param refreshNs how often acknowledgements are repeated while something is not known to be stable
 * @param idleNs how often they are repeated otherwise
 * @param repairNs how long a gap may last before it is asked for, and the least time between two questions
 * @param creditNs how long the report of a consumed message may wait for company
 */
public record MessagingConfig(
        int window,
        int topicWindow,
        int maxPayload,
        int maxTopics,
        int maxPending,
        long ackNs,
        long refreshNs,
        long idleNs,
        long repairNs,
        long creditNs) {

    private static final long MS = 1_000_000L;

    /** Checks the values. */
    public MessagingConfig {
        if (maxPayload < 128 || maxPayload > Bus.MAX_PAYLOAD) {
            throw new IllegalArgumentException("the largest payload must be 128 to " + Bus.MAX_PAYLOAD + " bytes");
        }
        if (window < maxPayload + 2 * DataHeader.LENGTH) {
            throw new IllegalArgumentException("the window must have room for the largest message");
        }
        if (topicWindow < 1) {
            throw new IllegalArgumentException("the topic window must be positive");
        }
        if (maxTopics < 1 || maxTopics > 1024) {
            throw new IllegalArgumentException("the limit of topics must be 1 to 1024");
        }
        if (Integer.bitCount(maxPending) != 1) {
            throw new IllegalArgumentException("the limit of pending messages must be a power of two");
        }
    }

    /**
     * Returns the defaults.
     *
     * @return the settings
     */
    public static MessagingConfig defaults() {
        return new MessagingConfig(
                1 << 20, 1 << 21, Bus.MAX_PAYLOAD, 1024, 1 << 14, MS, 50 * MS, 200 * MS, 10 * MS, 5 * MS);
    }

    /**
     * Returns how long a message may be on its way that nothing shows to be lost. Long enough for a sender that has no processor for a
     * while: copies of what is under way make busy links busier.
     *
     * @return a multiple of {@link #repairNs}
     */
    public long lateNs() {
        return 20 * repairNs;
    }

    /**
     * Returns how long a gap may last while the view changes: all wait then for whoever has one, and what should fill it was sent
     * before the change began.
     *
     * @return a part of {@link #repairNs}
     */
    public long repairInChangeNs() {
        return repairNs / 4;
    }

    /**
     * Returns these settings with other windows, for example small ones that tests fill quickly.
     *
     * @param newWindow bytes of a sender that may be unacknowledged
     * @param newTopicWindow bytes of a sender and topic that may be unconsumed
     * @param newMaxPayload the largest payload
     * @return the settings
     */
    public MessagingConfig withWindows(int newWindow, int newTopicWindow, int newMaxPayload) {
        return new MessagingConfig(
                newWindow,
                newTopicWindow,
                newMaxPayload,
                maxTopics,
                maxPending,
                ackNs,
                refreshNs,
                idleNs,
                repairNs,
                creditNs);
    }
}
