/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where everything stands that the parent knows. The threads that read reports write it, the script waits on it, the screen reads
 * it; its monitor is the parent's one lock.
 */
final class Board {

    private final Journal journal;
    private final Map<String, BoardEntry> entries = new LinkedHashMap<>();
    private final DigestLedger ledger = new DigestLedger();
    private final Set<String> views = new LinkedHashSet<>();
    private @Nullable InstalledView latest;
    private @Nullable String dashboard;
    private @Nullable String failure;
    private boolean isClosed;

    /**
     * What there is to show.
     *
     * @param members each with its latest run, in the order of their first start
     * @param view the latest view
     * @param views how many views there were
     * @param comparisons how many digests were compared, all equal
     */
    record Snapshot(
            List<BoardEntry.Snapshot> members, @Nullable InstalledView view, int views, long comparisons) {}

    Board(Journal journal) {
        this.journal = journal;
    }

    // ---- written by members' readers --------------------------------------------------------------------------------

    /** Enters a new run of a member. */
    synchronized BoardEntry started(String name, long pid) {
        BoardEntry entry = new BoardEntry(this, name);
        entries.put(name, entry);
        journal.add("started " + name + " (process " + pid + ")");
        return entry;
    }

    /** Changes something that somebody may wait for. */
    synchronized void update(Runnable change) {
        if (!isClosed) {
            change.run();
            notifyAll();
        }
    }

    /** The show is over: what members do from now on is only their end. */
    synchronized void close() {
        isClosed = true;
    }

    /** The first failure is the one that counts. Called in {@link #update}. */
    void fail(String why) {
        if (failure == null) {
            failure = why;
        }
    }

    /** Called in {@link #update}. */
    void onInstalled(InstalledView view) {
        if (views.add(view.id())) {
            latest = view;
            journal.add("view " + view.id() + " " + view.text());
        }
    }

    /** Called in {@link #update}. */
    void onDashboard(String uri) {
        dashboard = uri;
        journal.add("dashboard " + uri + " (open it in a browser)");
    }

    /** Called in {@link #update}. */
    void onEnded(String member, EndedView ended) {
        try {
            int survivors = ledger.enter(member, ended);
            if (survivors > 1) {
                journal.add(String.format(
                        "view %s ended: %s is number %d with the same %d messages, digest %s",
                        ended.id(), member, survivors, ended.messages(), ended.digest()));
            }
        } catch (DemoFailure e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    // ---- read by script and screen ----------------------------------------------------------------------------------

    /**
     * Waits for a condition.
     *
     * @param what what is waited for, for the message of the failure
     * @throws DemoFailure if it does not come true in time, or something else fails meanwhile
     */
    synchronized void await(String what, Duration patience, BooleanSupplier condition)
            throws DemoFailure, InterruptedException {
        if (!awaitUntil(System.nanoTime() + patience.toNanos(), condition)) {
            throw new DemoFailure(what + " did not happen within " + patience.toSeconds() + " s");
        }
    }

    /** Waits while nothing fails. */
    synchronized void watch(Duration length) throws DemoFailure, InterruptedException {
        awaitUntil(System.nanoTime() + length.toNanos(), () -> false);
    }

    private boolean awaitUntil(long deadlineNs, BooleanSupplier condition) throws DemoFailure, InterruptedException {
        requireNoFailure();
        while (!condition.getAsBoolean()) {
            long leftMs = TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime());
            if (leftMs <= 0) {
                return false;
            }
            wait(leftMs);
            requireNoFailure();
        }
        return true;
    }

    private void requireNoFailure() throws DemoFailure {
        if (failure != null) {
            throw new DemoFailure(failure);
        }
    }

    /** Changes what is known of a member's life. */
    synchronized void become(String name, MemberState state) {
        entry(name).become(state);
    }

    synchronized BoardEntry entry(String name) {
        return Objects.requireNonNull(entries.get(name), name);
    }

    /** Returns the view installed last. */
    synchronized InstalledView view() {
        return Objects.requireNonNull(latest, "no view yet");
    }

    /** Returns where a browser finds the dashboard; null until it is served. */
    synchronized @Nullable String dashboard() {
        return dashboard;
    }

    synchronized long comparisons() {
        return ledger.comparisons();
    }

    /** Returns the outcome in the words of the last line. */
    synchronized String summary() {
        long compared = ledger.comparisons();
        return String.format(
                "%d views, %d messages, digests equal at %d of %d",
                views.size(), ledger.messages(), compared, compared);
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(
                entries.values().stream().map(BoardEntry::snapshot).toList(),
                latest,
                views.size(),
                ledger.comparisons());
    }
}
