/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import io.viewbus.view.Incarnation;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

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
        void onConsumed(Incarnation sender, long seq);
    }

    private static final class Position {
        final Incarnation sender;
        long advanced;
        volatile long published;
        long read;

        Position(Incarnation sender) {
            this.sender = sender;
        }
    }

    private final Map<Incarnation, Position> bySender = new TreeMap<>();
    private final CopyOnWriteArrayList<Position> all = new CopyOnWriteArrayList<>();
    private boolean unpublished;
    private volatile boolean unread;

    void advance(Incarnation sender, long seq) {
        Position position = bySender.get(sender);
        if (position == null) {
            forgetOne();
            position = new Position(sender);
            bySender.put(sender, position);
            all.add(position);
        }
        position.advanced = seq;
        unpublished = true;
    }

    /** Senders come and go; the longest known makes room, and is known again if it still sends. */
    private void forgetOne() {
        if (all.size() >= MAX_SENDERS) {
            bySender.remove(all.remove(0).sender);
        }
    }

    /** Shows the agent what has advanced, once for a batch. */
    void publish() {
        if (unpublished) {
            unpublished = false;
            all.forEach(position -> position.published = position.advanced);
            unread = true;
        }
    }

    /** Tells the reader what has advanced since the last call. On the agent. */
    int read(Reader reader) {
        if (!unread) {
            return 0;
        }
        unread = false;
        for (Position position : all) {
            long seq = position.published;
            if (seq > position.read) {
                position.read = seq;
                reader.onConsumed(position.sender, seq);
            }
        }
        return 1;
    }
}
