/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.timeline;

import io.viewbus.testkit.check.EventHandler;
import io.viewbus.testkit.check.TraceEvent;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who was there from when to when, and which views there were. */
final class Outline implements EventHandler {

    private final List<String> lanes = new ArrayList<>();
    private final Map<Incarnation, Life> lives = new LinkedHashMap<>();
    private final Map<ViewId, Bar> bars = new LinkedHashMap<>();
    private long firstNs = Long.MAX_VALUE;
    private long lastNs = Long.MIN_VALUE;
    private long sent;

    /** How the life of a process ended. */
    enum End {
        /** It was still there. */
        OPEN,
        LEFT,
        PUT_OUT,
        CRASHED
    }

    /** One run of a process. */
    static final class Life {
        private final Member member;
        private final long fromNs;
        private long toNs;
        private End end = End.OPEN;
        private boolean silent;

        Life(Member member, long fromNs) {
            this.member = member;
            this.fromNs = fromNs;
            this.toNs = fromNs;
        }

        Member member() {
            return member;
        }

        long fromNs() {
            return fromNs;
        }

        long toNs() {
            return toNs;
        }

        End end() {
            return end;
        }
    }

    /** A view, and when its members installed it. */
    static final class Bar {
        private final View view;
        private final Map<String, Long> installs = new HashMap<>();
        private long firstNs = Long.MAX_VALUE;
        private long lastNs = Long.MIN_VALUE;

        Bar(View view) {
            this.view = view;
        }

        View view() {
            return view;
        }

        long firstNs() {
            return firstNs;
        }

        long lastNs() {
            return lastNs;
        }

        /** Returns when the member of a name installed it, if it did. */
        @Nullable
        Long at(String name) {
            return installs.get(name);
        }
    }

    List<String> lanes() {
        return lanes;
    }

    int laneOf(String name) {
        return lanes.indexOf(name);
    }

    /** Returns the lane of a process, -1 if nothing is known of it. */
    int laneOf(Incarnation incarnation) {
        Life life = lives.get(incarnation);
        return life == null ? -1 : laneOf(life.member().name());
    }

    Iterable<Life> lives() {
        return lives.values();
    }

    List<Bar> bars() {
        return List.copyOf(bars.values());
    }

    long firstNs() {
        return firstNs == Long.MAX_VALUE ? 0 : firstNs;
    }

    long lastNs() {
        return Math.max(firstNs() + 1, lastNs);
    }

    long sent() {
        return sent;
    }

    /** Whether a process is in the view no more because it died. */
    boolean hasCrashed(Member member) {
        Life life = lives.get(member.incarnation());
        return life != null && life.end() == End.CRASHED;
    }

    /** Returns when the last was heard of a process; the start of the run if nothing ever was. */
    long endOf(Member member) {
        Life life = lives.get(member.incarnation());
        return life == null ? firstNs() : life.toNs();
    }

    private void see(TraceEvent event) {
        firstNs = Math.min(firstNs, event.atNs());
        lastNs = Math.max(lastNs, event.atNs());
        Member who = event.who();
        if (!lanes.contains(who.name())) {
            lanes.add(who.name());
        }
        Life life = lives.computeIfAbsent(who.incarnation(), incarnation -> new Life(who, event.atNs()));
        life.toNs = Math.max(life.toNs, event.atNs());
    }

    private void end(TraceEvent event, End end) {
        see(event);
        Life life = lives.get(event.who().incarnation());
        if (life != null) {
            life.end = end;
        }
    }

    @Override
    public void on(TraceEvent.Joining event) {
        see(event);
    }

    @Override
    public void on(TraceEvent.Installed event) {
        see(event);
        Bar bar = bars.computeIfAbsent(event.view().id(), id -> new Bar(event.view()));
        bar.installs.put(event.who().name(), event.atNs());
        bar.firstNs = Math.min(bar.firstNs, event.atNs());
        bar.lastNs = Math.max(bar.lastNs, event.atNs());
        // Who is put out after nothing was heard of it any more was killed.
        for (Member gone : event.view().left()) {
            Life life = lives.get(gone.incarnation());
            if (life != null && life.silent && life.end == End.OPEN) {
                life.end = End.CRASHED;
            }
        }
    }

    @Override
    public void on(TraceEvent.Sent event) {
        see(event);
        sent++;
    }

    @Override
    public void on(TraceEvent.Delivered event) {
        see(event);
    }

    @Override
    public void on(TraceEvent.Crashed event) {
        end(event, End.CRASHED);
    }

    @Override
    public void on(TraceEvent.Left event) {
        end(event, End.LEFT);
    }

    @Override
    public void on(TraceEvent.Excluded event) {
        end(event, End.PUT_OUT);
    }

    @Override
    public void on(TraceEvent.Unrecorded event) {
        Life life = lives.get(event.who().incarnation());
        if (life != null) {
            life.silent = true;
        }
    }
}
