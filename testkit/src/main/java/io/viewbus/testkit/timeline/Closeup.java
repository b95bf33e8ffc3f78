/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.timeline;

import io.viewbus.testkit.check.EventHandler;
import io.viewbus.testkit.check.MessageId;
import io.viewbus.testkit.check.TraceEvent;
import io.viewbus.view.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The single messages around one change of the view: the first that goes on without somebody who died, with the moment of the
 * death; or else the last one of several members.
 */
final class Closeup implements EventHandler {

    private static final long LONG_NS = 50_000_000L;
    private static final long SHORT_NS = 14_000_000L;

    private final Outline.@Nullable Bar bar;
    private final List<Window> windows;

    /** A message: where and when it was sent, and when each delivered it. */
    record Flight(TraceEvent.Sent sent, List<TraceEvent.Delivered> deliveries) {}

    /** A short time, and what was sent in it. */
    static final class Window {
        /** More lines than this cannot be told apart. */
        private static final int MOST_MESSAGES = 64;

        private final long fromNs;
        private final long toNs;
        private final Map<MessageId, Flight> flights = new LinkedHashMap<>();

        Window(long fromNs, long toNs) {
            this.fromNs = fromNs;
            this.toNs = toNs;
        }

        long fromNs() {
            return fromNs;
        }

        long toNs() {
            return toNs;
        }

        /** Returns of how many messages one is drawn. */
        int every() {
            return 1 + flights.size() / (MOST_MESSAGES + 1);
        }

        /** Returns the messages that are drawn. */
        List<Flight> flights() {
            List<Flight> all = List.copyOf(flights.values());
            List<Flight> drawn = new ArrayList<>();
            for (int i = 0; i < all.size(); i += every()) {
                drawn.add(all.get(i));
            }
            return drawn;
        }
    }

    private Closeup(Outline.@Nullable Bar bar, List<Window> windows) {
        this.bar = bar;
        this.windows = windows;
    }

    static Closeup of(Outline outline) {
        Outline.Bar last = null;
        for (Outline.Bar bar : outline.bars()) {
            Optional<Member> dead =
                    bar.view().left().stream().filter(outline::hasCrashed).findFirst();
            if (dead.isPresent()) {
                return new Closeup(bar, List.of(around(outline.endOf(dead.get())), around(bar, SHORT_NS)));
            }
            last = bar.view().members().size() > 1 ? bar : last;
        }
        return last == null ? new Closeup(null, List.of()) : new Closeup(last, List.of(around(last, LONG_NS)));
    }

    private static Window around(long deathNs) {
        return new Window(deathNs - LONG_NS, deathNs + SHORT_NS);
    }

    private static Window around(Outline.Bar bar, long beforeNs) {
        return new Window(bar.firstNs() - beforeNs, bar.lastNs() + LONG_NS);
    }

    Outline.@Nullable Bar bar() {
        return bar;
    }

    List<Window> windows() {
        return windows;
    }

    @Override
    public void on(TraceEvent.Sent event) {
        for (Window window : windows) {
            // Joins and leaves of topics are messages, too, of topic 0.
            if (event.atNs() >= window.fromNs() && event.atNs() <= window.toNs() && event.topic() != 0) {
                MessageId id = new MessageId(event.who().incarnation(), event.seq());
                window.flights.put(id, new Flight(event, new ArrayList<>()));
            }
        }
    }

    @Override
    public void on(TraceEvent.Delivered event) {
        for (Window window : windows) {
            Flight flight = window.flights.get(event.message());
            if (flight != null) {
                flight.deliveries().add(event);
            }
        }
    }
}
