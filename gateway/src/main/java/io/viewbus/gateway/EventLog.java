/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/**
 * The latest events of one stream, kept once for all who follow it. Writers never wait: what is too old goes. Readers come with the
 * index of what they want next, each at its own pace, and learn so what they missed. Safe to use from any thread.
 */
final class EventLog {

    /**
     * An event.
     *
     * @param index its place, from 0
     * @param type its name
     * @param id its id, by which a client can come back to it; null if it has none
     * @param data one line of JSON
     */
    record Entry(long index, String type, @Nullable String id, byte[] data) {}

    private final long maxBytes;
    /** An event is at the place of its index, modulo the length. */
    private final @Nullable Entry[] ring;

    private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();
    private long bytes;
    private long first;
    private long next;
    private @Nullable Entry state;
    private @Nullable String end;

    EventLog(int maxEvents, long maxBytes) {
        this.ring = new Entry[maxEvents];
        this.maxBytes = maxBytes;
    }

    /** Adds an event. */
    void append(String type, @Nullable String id, String json) {
        add(type, id, json, false);
    }

    /** Adds an event that says how things stand: newcomers get the latest of these first. */
    void appendState(String type, @Nullable String id, String json) {
        add(type, id, json, true);
    }

    private void add(String type, @Nullable String id, String json, boolean isState) {
        byte[] data = json.getBytes(StandardCharsets.UTF_8);
        synchronized (this) {
            if (next - first == ring.length) {
                removeFirst();
            }
            Entry entry = new Entry(next, type, id, data);
            ring[place(next++)] = entry;
            bytes += data.length;
            state = isState ? entry : state;
            while (bytes > maxBytes && next - first > 1) {
                removeFirst();
            }
        }
        wakeAll();
    }

    private void removeFirst() {
        Entry oldest = at(first);
        bytes -= oldest == null ? 0 : oldest.data().length;
        ring[place(first++)] = null;
    }

    private int place(long index) {
        return (int) (index % ring.length);
    }

    /** Ends the log: who has read what is there reads nothing more. */
    void end(String reason) {
        synchronized (this) {
            end = end == null ? reason : end;
        }
        wakeAll();
    }

    private void wakeAll() {
        for (Runnable listener : listeners) {
            listener.run();
        }
    }

    /** Calls whoever wants to know of news, from the thread that brings them; it must return at once. */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    boolean isFollowed() {
        return !listeners.isEmpty();
    }

    /** Returns the event at a place; null if it is too old or not there yet. */
    synchronized @Nullable Entry at(long index) {
        return index < first || index >= next ? null : ring[place(index)];
    }

    synchronized long first() {
        return first;
    }

    synchronized long next() {
        return next;
    }

    /** Returns the latest event that says how things stand. */
    synchronized @Nullable Entry state() {
        return state;
    }

    /** Returns why it ended; null as long as it goes on. */
    synchronized @Nullable String end() {
        return end;
    }

    /** Finds an event by its id; null if it is not kept, or never was. */
    synchronized @Nullable Entry find(String id) {
        for (long index = next - 1; index >= first; index--) {
            Entry entry = at(index);
            if (entry != null && id.equals(entry.id())) {
                return entry;
            }
        }
        return null;
    }

    /** Returns everything that is kept, oldest first. */
    synchronized List<Entry> all() {
        List<Entry> all = new ArrayList<>();
        for (long index = first; index < next; index++) {
            Entry entry = at(index);
            if (entry != null) {
                all.add(entry);
            }
        }
        return all;
    }
}
