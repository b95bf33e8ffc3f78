/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.check.EventHandler;
import io.viewbus.testkit.check.TraceEvent;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Draws a run: time runs down, each name has a column, faults and new views go across. Messages are counted between the
 * steps that matter.
 */
final class SpaceTimeDiagram implements RunObserver, EventHandler {

    private final DiagramPage page = new DiagramPage();
    private final TreeMap<Incarnation, String> names = new TreeMap<>();
    private final Set<ViewId> seen = new HashSet<>();
    private final TreeMap<String, int[]> counts = new TreeMap<>();

    @Override
    public void onEvent(TraceEvent event) {
        names.putIfAbsent(event.who().incarnation(), event.who().name());
        event.handTo(this);
    }

    @Override
    public void onHeadline(long atNs, String text) {
        showCounts(atNs);
        page.across(atNs, text);
    }

    /** Returns the drawing. */
    List<String> lines(long endNs) {
        showCounts(endNs);
        return page.lines();
    }

    @Override
    public void on(TraceEvent.Joining event) {
        cell(event, "joins");
    }

    @Override
    public void on(TraceEvent.Leaving event) {
        cell(event, "leaves");
    }

    @Override
    public void on(TraceEvent.Crashed event) {
        showCounts(event.atNs());
        cell(event, "X crash");
    }

    @Override
    public void on(TraceEvent.Excluded event) {
        showCounts(event.atNs());
        cell(event, "X out");
    }

    @Override
    public void on(TraceEvent.Left event) {
        cell(event, "X left");
    }

    @Override
    public void on(TraceEvent.Suspected event) {
        cell(event, "? " + names.getOrDefault(event.suspect(), "nobody"));
    }

    @Override
    public void on(TraceEvent.Promised event) {
        showCounts(event.atNs());
        cell(event, "promise " + event.round() + " " + names.getOrDefault(event.proposer(), ""));
    }

    @Override
    public void on(TraceEvent.Accepted event) {
        cell(event, "ready " + event.next());
    }

    @Override
    public void on(TraceEvent.Decided event) {
        cell(event, "decided " + event.next());
    }

    @Override
    public void on(TraceEvent.Installed event) {
        View view = event.view();
        showCounts(event.atNs());
        if (seen.add(view.id())) {
            String left = view.left().isEmpty() ? "" : ", without " + text(view.left());
            page.across(event.atNs(), "view " + view.id() + ": " + text(view.members()) + left);
        }
        cell(event, "= view " + view.id());
    }

    @Override
    public void on(TraceEvent.PrimaryStateChanged event) {
        cell(event, event.state() == PrimaryState.PRIMARY ? "quorum" : "no quorum");
    }

    @Override
    public void on(TraceEvent.Sent event) {
        count(event)[0]++;
    }

    @Override
    public void on(TraceEvent.Delivered event) {
        count(event)[1]++;
    }

    private void cell(TraceEvent event, String text) {
        page.cell(event.atNs(), event.who().name(), text);
    }

    private int[] count(TraceEvent event) {
        return counts.computeIfAbsent(event.who().name(), name -> new int[2]);
    }

    private void showCounts(long atNs) {
        counts.forEach((name, count) -> {
            List<String> parts = new ArrayList<>();
            if (count[0] > 0) {
                parts.add(count[0] + " sent");
            }
            if (count[1] > 0) {
                parts.add(count[1] + " dlv");
            }
            page.cell(atNs, name, String.join(" ", parts));
        });
        counts.clear();
    }

    private static String text(List<Member> members) {
        return members.stream().map(Member::name).collect(Collectors.joining(" "));
    }
}
