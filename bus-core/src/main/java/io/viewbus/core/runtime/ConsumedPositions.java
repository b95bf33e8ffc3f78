/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import io.viewbus.view.Incarnation;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * How far one group's subscribers have consumed the messages of each sender. Written on the delivery loop, read on the agent;
 * nothing queues, so nothing can be lost: the agent sees the latest positions.
 */
final class ConsumedPositions {

    /** Twice the largest cluster. */
    private static final int MAX_SENDERS = 128;

    /** Hears of progress. */
    @FunctionalInterface
    interface Reader {
        /** Takes a position that is new. */
        void onConsumed(Incarnation sender, long seq, long bytes);
    }

    private static final class Position {
        final Incarnation sender;
        long advanced;
        long advancedBytes;
        long publishedBytes;
        volatile long published;
        long read;
        long readBytes;

        Position(Incarnation sender) {
            this.sender = sender;
        }
    }

    private final Map<Incarnation, Position> bySender = new TreeMap<>();
    private final CopyOnWriteArrayList<Position> all = new CopyOnWriteArrayList<>();
    private @Nullable Position latest;
    private boolean unpublished;
    private volatile boolean unread;

    void advance(Incarnation sender, long seq, int bytes) {
        Position position = latest != null && latest.sender.equals(sender) ? latest : bySender.get(sender);
        if (position == null) {
            forgetOne();
            position = new Position(sender);
            bySender.put(sender, position);
            all.add(position);
        }
        latest = position;
        position.advanced = seq;
        position.advancedBytes += bytes;
        unpublished = true;
    }

    /** Senders come and go; the longest known makes room, and is known again if it still sends. */
    private void forgetOne() {
        if (all.size() >= MAX_SENDERS) {
            bySender.remove(all.remove(0).sender);
            latest = null;
        }
    }

    /** Shows the agent what has advanced, once for a batch. */
    void publish() {
        if (unpublished) {
            unpublished = false;
            for (int i = 0; i < all.size(); i++) {
                Position position = all.get(i);
                // Before what makes it visible. An agent that sees it early only reports earlier.
                position.publishedBytes = position.advancedBytes;
                position.published = position.advanced;
            }
            unread = true;
        }
    }

    /** Tells the reader what has advanced since the last call. On the agent. */
    int read(Reader reader) {
        if (!unread) {
            return 0;
        }
        unread = false;
        for (int i = 0; i < all.size(); i++) {
            Position position = all.get(i);
            long seq = position.published;
            if (seq > position.read) {
                position.read = seq;
                long bytes = position.publishedBytes;
                reader.onConsumed(position.sender, seq, bytes - position.readBytes);
                position.readBytes = bytes;
            }
        }
        return 1;
    }
}
