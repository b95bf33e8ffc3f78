/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import io.viewbus.Bus;
import io.viewbus.gateway.EventLog.Entry;
import io.viewbus.observe.ViewChange;
import io.viewbus.observe.ViewEvidence;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** The latest views of the member, with what it saw of their changes; and whether it has a quorum. */
final class ViewHistory implements Disposable {

    private final Bus bus;
    private final EventLog log;
    private final Disposable.Composite subscriptions = Disposables.composite();
    private volatile PrimaryState primary = PrimaryState.NOT_PRIMARY;
    private volatile boolean isOver;
    private @Nullable ViewId beforeFirst;
    private long beforeFirstCounter;

    ViewHistory(Bus bus, Limits limits) {
        this.bus = bus;
        this.log = new EventLog(limits.backlogEvents(), limits.backlogBytes());
        subscriptions.add(bus.primaryStates().subscribe(state -> primary = state, e -> over(reasonOf(e)), () -> {}));
        subscriptions.add(bus.views()
                .subscribe(this::add, e -> over(reasonOf(e)), () -> over("the member has left the cluster")));
    }

    private static String reasonOf(Throwable error) {
        return String.valueOf(error.getMessage());
    }

    private void add(View view) {
        ViewChange change = bus.observe().change(view.id()).orElse(null);
        synchronized (log) {
            if (log.next() == 0) {
                beforeFirst = change == null ? null : change.prior();
                beforeFirstCounter = view.id().counter() - 1;
            }
            String json = Json.write(Documents.view(view, System.currentTimeMillis(), change));
            log.appendState("view", Documents.id(view.id()), json);
        }
    }

    private void over(String reason) {
        isOver = true;
        log.end(reason);
    }

    EventLog log() {
        return log;
    }

    boolean isOver() {
        return isOver;
    }

    /** Whether this member is in a view that may decide. */
    boolean isReady() {
        return !isOver && primary == PrimaryState.PRIMARY && bus.view().quorum();
    }

    /**
     * Finds where somebody goes on who knows a view already.
     *
     * @param since the id of that view, or its counter
     * @return the place in the log of the view that followed it
     * @throws Problem if that view is not known here any more, or was never
     */
    long after(String since) {
        synchronized (log) {
            Entry known = find(since);
            if (known != null) {
                return known.index() + 1;
            }
            boolean isBeforeFirst = beforeFirst != null
                    && (since.equals(Documents.id(beforeFirst)) || since.equals(Long.toString(beforeFirstCounter)));
            if (log.first() == 0 && isBeforeFirst) {
                return 0;
            }
        }
        throw new Problem(
                410,
                "what followed view " + shortened(since)
                        + " is not known here any more; begin again without since and Last-Event-ID");
    }

    /**
     * Tells how a view came about.
     *
     * @param view its id, or its counter
     * @return the evidence as JSON
     * @throws Problem if it is not known here
     */
    String evidence(String view) {
        Entry entry = find(view);
        ViewEvidence evidence = entry == null || entry.id() == null
                ? null
                : bus.observe().evidence(Documents.parseId(entry.id())).orElse(null);
        if (entry == null || evidence == null) {
            throw new Problem(
                    404, "how view " + shortened(view) + " came about is not known here any more, or never was");
        }
        String json = Json.write(Documents.evidence(bus, evidence));
        return "{\"view\":" + new String(entry.data(), StandardCharsets.UTF_8) + "," + json.substring(1);
    }

    private @Nullable Entry find(String view) {
        synchronized (log) {
            return view.matches("[0-9]{1,18}") ? ofCounter(Long.parseLong(view)) : log.find(view);
        }
    }

    private static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "..." : text;
    }

    private @Nullable Entry ofCounter(long counter) {
        String prefix = counter + "-";
        List<Entry> all = log.all();
        for (int i = all.size() - 1; i >= 0; i--) {
            String id = all.get(i).id();
            if (id != null && id.startsWith(prefix)) {
                return all.get(i);
            }
        }
        return null;
    }

    /** Returns the latest views as a JSON array, oldest first. */
    String latest(int most) {
        List<Entry> all = log.all();
        StringBuilder json = new StringBuilder("[");
        for (Entry entry : all.subList(Math.max(0, all.size() - most), all.size())) {
            json.append(json.length() == 1 ? "" : ",").append(new String(entry.data(), StandardCharsets.UTF_8));
        }
        return json.append(']').toString();
    }

    @Override
    public void dispose() {
        subscriptions.dispose();
        log.end("the gateway ends");
    }
}
