/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the trace said so far about one incarnation. */
final class ProcessState {

    private final Incarnation incarnation;
    private @Nullable Epoch epoch;
    /** The ends of the views that the latest ones of this process follow, its own among them. */
    private final Map<ViewId, TraceEvent.Cut> cuts = new HashMap<>();

    private TraceEvent.@Nullable Decided decided;
    private long sent;
    private boolean joining;
    private boolean leaving;
    private boolean crashed;
    private boolean out;
    private final Map<Incarnation, Long> received = new HashMap<>();
    private final Map<Integer, TraceEvent.TopicView> topics = new TreeMap<>();
    /** Topics of a view that is being installed; its own event comes after them. */
    private final List<TraceEvent.TopicView> early = new ArrayList<>();

    ProcessState(Incarnation incarnation) {
        this.incarnation = incarnation;
    }

    Incarnation incarnation() {
        return incarnation;
    }

    @Nullable
    Epoch epoch() {
        return epoch;
    }

    @Nullable
    View view() {
        return epoch == null ? null : epoch.view();
    }

    ViewId viewId() {
        return epoch == null ? ViewId.NONE : epoch.view().id();
    }

    /** Returns the cut by which the given view ended here, if it was told. */
    TraceEvent.@Nullable Cut cutOf(ViewId view) {
        return cuts.get(view);
    }

    TraceEvent.@Nullable TopicView topic(int topic) {
        return topics.get(topic);
    }

    Iterable<TraceEvent.TopicView> topics() {
        return topics.values();
    }

    boolean isIn(int topic, Member member) {
        TraceEvent.TopicView view = topics.get(topic);
        return view != null && view.members().contains(member);
    }

    long received(Incarnation sender) {
        return sender.equals(incarnation) ? sent : received.getOrDefault(sender, 0L);
    }

    long sent() {
        return sent;
    }

    boolean hasAskedToJoin() {
        return joining;
    }

    boolean isLeaving() {
        return leaving;
    }

    boolean hasCrashed() {
        return crashed;
    }

    boolean isOut() {
        return out;
    }

    void install(View view) {
        Epoch next = new Epoch(this, view);
        if (!view.components().isEmpty()) {
            // Where parts meet, topics are told anew; those that nobody is left in are not.
            topics.clear();
        }
        early.forEach(next::add);
        early.clear();
        epoch = next;
    }

    void decided(TraceEvent.Decided event) {
        decided = event;
    }

    /** Returns whether this process knows that the cluster goes on from its view without a member. */
    boolean knowsOut(Member member) {
        return decided != null
                && decided.prior().equals(viewId())
                && !decided.members().contains(member);
    }

    void cut(TraceEvent.Cut event) {
        cuts.put(event.prior(), event);
    }

    void sent(long seq) {
        sent = seq;
    }

    void received(Incarnation sender, long seq) {
        received.merge(sender, seq, Math::max);
    }

    void topicView(TraceEvent.TopicView event) {
        topics.put(event.topic(), event);
        Epoch current = epoch;
        if (current != null && event.counter() == current.view().id().counter()) {
            current.add(event);
        } else {
            early.add(event);
        }
    }

    void delivered(TraceEvent.Delivered event) {
        if (epoch != null) {
            epoch.add(event);
        }
    }

    void setJoining() {
        joining = true;
    }

    void setLeaving() {
        leaving = true;
    }

    void setCrashed() {
        crashed = true;
    }

    void setOut() {
        out = true;
    }
}
