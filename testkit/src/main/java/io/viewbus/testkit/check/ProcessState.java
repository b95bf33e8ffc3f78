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

    private final Map<ViewId, TraceEvent.Cut> ends = new HashMap<>();

    private TraceEvent.@Nullable Decided decided;
    private long sent;
    private boolean joining;
    private boolean leaving;
    private boolean crashed;
    private long crashedNs;
    private boolean out;
    private boolean unrecorded;
    /** Whether a recorded trace begins with the view that it installs next. */
    private boolean resuming;
    /** Up to here it is not known what this process sent. */
    private long sentBefore;

    private boolean wedged;
    private long sentAtWedge;
    private final Map<Incarnation, Intake> intakes = new HashMap<>();
    private final Map<Integer, TraceEvent.TopicView> topics = new TreeMap<>();
    /** Topics of a view that is being installed; its own event comes after them. */
    private final List<TraceEvent.TopicView> early = new ArrayList<>();

    private TraceEvent.@Nullable TopicTable earlyTable;

    /** How far this process received, and forgot, the messages of one sender. */
    static final class Intake {
        private long received;
        private long receivedAtWedge;
        private long released;

        long received() {
            return received;
        }

        long released() {
            return released;
        }
    }

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

    /** Returns what it did in a view, if that is the one that it is in. */
    @Nullable
    Epoch epochIn(ViewId view) {
        return epoch != null && epoch.view().id().equals(view) ? epoch : null;
    }

    @Nullable
    View view() {
        return epoch == null ? null : epoch.view();
    }

    ViewId viewId() {
        return epoch == null ? ViewId.NONE : epoch.view().id();
    }

    /** Returns the latest cut of the given view that was told here: of a merge, it may be where another part ended it. */
    TraceEvent.@Nullable Cut cutOf(ViewId view) {
        return cuts.get(view);
    }

    /** Returns the cut by which this process itself ended the given view, if it was told. */
    TraceEvent.@Nullable Cut endOf(ViewId view) {
        return ends.get(view);
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

    /** Returns the last message up to which it holds all; everything if that is not known. */
    long received(Incarnation sender) {
        if (unrecorded) {
            return Long.MAX_VALUE;
        }
        if (sender.equals(incarnation)) {
            return sent;
        }
        Intake intake = intakes.get(sender);
        return intake == null ? 0 : intake.received;
    }

    Map<Incarnation, Intake> intakes() {
        return intakes;
    }

    /** Returns the last message that it sent; any if that is not known. */
    long sent() {
        return unrecorded ? Long.MAX_VALUE : sent;
    }

    /** Returns whether it is known that it sent, or did not send, a message. */
    boolean knowsOfSending(long seq) {
        return seq > sentBefore && (seq <= sent || !unrecorded);
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

    long crashedNs() {
        return crashedNs;
    }

    boolean isOut() {
        return out;
    }

    /** Returns whether it is not known any more what it does. */
    boolean isUnrecorded() {
        return unrecorded;
    }

    /** Returns whether nothing was ever known of it. */
    boolean isStranger() {
        return unrecorded && !joining;
    }

    /** Returns whether its trace begins with the view that it installs next. */
    boolean isResuming() {
        return resuming;
    }

    /** Returns whether it is wedged in its view. */
    boolean isWedged() {
        return wedged;
    }

    /** Returns the last message that it had sent when it wedged. */
    long sentAtWedge() {
        return sentAtWedge;
    }

    /** Returns the last message up to which it held all when it wedged, which is what it tells whoever ends the view. */
    long receivedAtWedge(Incarnation sender) {
        Intake intake = intakes.get(sender);
        return intake == null ? 0 : intake.receivedAtWedge;
    }

    void wedge() {
        if (!wedged) {
            intakes.values().forEach(intake -> intake.receivedAtWedge = intake.received);
        }
        wedged = true;
        sentAtWedge = sent;
    }

    void install(View view) {
        dropBeyondCut(view);
        Epoch next = new Epoch(this, view);
        if (!view.components().isEmpty()) {
            // Where parts meet, topics are told anew; those that nobody is left in are not.
            topics.clear();
        }
        early.forEach(next::add);
        early.clear();
        next.knows(earlyTable);
        earlyTable = null;
        epoch = next;
        resuming = false;
        wedged = false;
    }

    /** What a member that is left behind sent beyond the cut is received by some, and forgotten with its stream. */
    private void dropBeyondCut(View next) {
        TraceEvent.Cut cut = cuts.get(viewId());
        View prior = view();
        for (int rank = 0; cut != null && prior != null && rank < cut.lastSeqs().size(); rank++) {
            Incarnation sender = prior.members().get(rank).incarnation();
            Intake intake = next.rankOf(sender) < 0 ? intakes.get(sender) : null;
            if (intake != null) {
                intake.received = Math.min(intake.received, cut.lastSeqs().get(rank));
            }
        }
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
        if (event.prior().equals(viewId())) {
            ends.put(event.prior(), event);
        }
    }

    void sent(long seq) {
        sent = seq;
    }

    void received(Incarnation sender, long seq) {
        Intake intake = intake(sender);
        intake.received = Math.max(intake.received, seq);
    }

    void released(Incarnation sender, long seq) {
        intake(sender).released = seq;
    }

    private Intake intake(Incarnation sender) {
        return intakes.computeIfAbsent(sender, who -> new Intake());
    }

    void topicTable(TraceEvent.TopicTable event) {
        if (epoch != null && epoch.view().id().equals(event.view())) {
            epoch.knows(event);
        } else {
            earlyTable = event;
        }
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

    void setCrashed(long atNs) {
        crashed = true;
        crashedNs = atNs;
    }

    void setOut() {
        out = true;
    }

    void setUnrecorded() {
        unrecorded = true;
    }

    /** It asked to be let in long ago. */
    void resume(TraceEvent.Resumed event) {
        joining = true;
        resuming = true;
        sent = event.sent();
        sentBefore = event.sent();
        for (TraceEvent.Resumed.Holding holding : event.holdings()) {
            // A view ends only where all of it is held, also what was before this process came in.
            received(holding.sender(), Math.max(holding.received(), holding.start()));
            released(holding.sender(), holding.released());
        }
    }
}
