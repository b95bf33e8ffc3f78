/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.view.Member;
import io.viewbus.view.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one member did in one view. */
final class Epoch {

    private final ProcessState process;
    private final View view;
    private final List<TraceEvent.Delivered> delivered = new ArrayList<>();
    private final List<TraceEvent.TopicView> topicViews = new ArrayList<>();
    /** Totally ordered messages and changes of topics in one sequence: what must be the same at everybody. */
    private final List<TraceEvent> ordered = new ArrayList<>();

    private boolean endAnnounced;
    private TraceEvent.@Nullable TopicTable table;

    Epoch(ProcessState process, View view) {
        this.process = process;
        this.view = view;
    }

    void add(TraceEvent.Delivered event) {
        delivered.add(event);
        endAnnounced |= event.transitional();
        if (event.total()) {
            ordered.add(event);
        }
    }

    void add(TraceEvent.TopicView event) {
        topicViews.add(event);
        ordered.add(event);
    }

    void knows(TraceEvent.@Nullable TopicTable event) {
        table = event;
    }

    ProcessState process() {
        return process;
    }

    Member who() {
        return view.members().get(view.rankOf(process.incarnation()));
    }

    View view() {
        return view;
    }

    List<TraceEvent.Delivered> delivered() {
        return delivered;
    }

    List<TraceEvent.Delivered> total() {
        return delivered.stream().filter(TraceEvent.Delivered::total).toList();
    }

    /** What has a place in the total order, whether that was promised or not. */
    List<TraceEvent.Delivered> placed() {
        return delivered.stream().filter(TraceEvent.Delivered::placed).toList();
    }

    /** Returns what was delivered on the far side of the transitional signal. */
    List<TraceEvent.Delivered> transitional() {
        return endAnnounced
                ? delivered.stream().filter(TraceEvent.Delivered::transitional).toList()
                : List.of();
    }

    /** Returns the topics as of the start of the view, or null as long as they are not known. */
    TraceEvent.@Nullable TopicTable table() {
        return table;
    }

    List<TraceEvent.TopicView> topicViews() {
        return topicViews;
    }

    List<TraceEvent> ordered() {
        return ordered;
    }
}
