/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the trace said so far about all members: the memory that the properties share. Takes each event after the
 * properties did, so they see the state just before it.
 */
final class World implements EventHandler {

    private final Terms terms;
    private final Calm calm = new Calm();
    private final Map<Incarnation, ProcessState> processes = new LinkedHashMap<>();
    /** The process that was asked for last: most properties that look at an event ask for the same. */
    private @Nullable ProcessState latest;

    private final Map<ViewId, View> views = new HashMap<>();
    private final Map<MessageId, TraceEvent.Sent> sent = new HashMap<>();
    /** For each view the last messages of the view before, by sender: where its own messages start. */
    private final Map<ViewId, Map<Incarnation, Long>> starts = new HashMap<>();
    /** For a member and a sender the view in which they met, coming from different ones. */
    private final Map<Incarnation, Map<Incarnation, ViewId>> meetings = new HashMap<>();
    /** The same by views that others installed; whether the member does too is not known yet. */
    private final Map<Incarnation, Map<Incarnation, ViewId>> announced = new HashMap<>();

    /** What members told whose traces begin with the view that they install next. */
    private final Map<Incarnation, TraceEvent.Resumed> resumed = new HashMap<>();

    private final List<Violation> violations = new ArrayList<>();

    World(Terms terms) {
        this.terms = terms;
    }

    Terms terms() {
        return terms;
    }

    Calm calm() {
        return calm;
    }

    void report(Violation violation) {
        violations.add(violation);
    }

    List<Violation> violations() {
        return violations;
    }

    /** Returns the processes that are in a view which, as far as is known, did not begin to end for them. */
    List<ProcessState> unhurt() {
        return processes.values().stream()
                .filter(process ->
                        !process.hasCrashed() && !process.isOut() && !process.isUnrecorded() && !process.isWedged())
                .toList();
    }

    ProcessState process(Member member) {
        return process(member.incarnation());
    }

    ProcessState process(Incarnation incarnation) {
        ProcessState found = latest;
        if (found == null || !found.incarnation().equals(incarnation)) {
            found = processes.computeIfAbsent(incarnation, ProcessState::new);
            latest = found;
        }
        return found;
    }

    @Nullable
    View view(ViewId id) {
        return views.get(id);
    }

    TraceEvent.@Nullable Sent sent(MessageId message) {
        return sent.get(message);
    }

    /** Where it is not known what was sent, the first that delivers it is believed. */
    TraceEvent.@Nullable Sent sentOrBelieved(TraceEvent.Delivered event) {
        TraceEvent.Sent known = sent.get(event.message());
        ProcessState sender = process(event.message().sender());
        if (known == null && !sender.knowsOfSending(event.message().seq())) {
            known = new TraceEvent.Sent(
                    event.atNs(),
                    event.who(),
                    event.message().seq(),
                    event.topic(),
                    event.order(),
                    0,
                    0,
                    event.payloadHash());
            sent.put(event.message(), known);
        }
        return known;
    }

    /** Returns the last message of the sender that came before the view; 0 if that is not known. */
    long startOf(ViewId view, Incarnation sender) {
        return starts.getOrDefault(view, Map.of()).getOrDefault(sender, 0L);
    }

    /** Returns the last message of the sender that came before the view in which the member met it. */
    long floorOf(Incarnation member, Incarnation sender) {
        return Math.max(startOf(meetings, member, sender), startOf(announced, member, sender));
    }

    private long startOf(Map<Incarnation, Map<Incarnation, ViewId>> from, Incarnation member, Incarnation sender) {
        ViewId first = from.getOrDefault(member, Map.of()).get(sender);
        return first == null ? 0 : startOf(first, sender);
    }

    @Override
    public void on(TraceEvent.Joining event) {
        process(event.who()).setJoining();
    }

    @Override
    public void on(TraceEvent.Leaving event) {
        process(event.who()).setLeaving();
    }

    @Override
    public void on(TraceEvent.Crashed event) {
        process(event.who()).setCrashed(event.atNs());
    }

    @Override
    public void on(TraceEvent.Excluded event) {
        process(event.who()).setOut();
    }

    @Override
    public void on(TraceEvent.Left event) {
        process(event.who()).setOut();
    }

    @Override
    public void on(TraceEvent.Wedged event) {
        process(event.who()).wedge();
    }

    @Override
    public void on(TraceEvent.Decided event) {
        process(event.who()).decided(event);
    }

    @Override
    public void on(TraceEvent.Cut event) {
        process(event.who()).cut(event);
    }

    @Override
    public void on(TraceEvent.Sent event) {
        process(event.who()).sent(event.seq());
        sent.put(new MessageId(event.who().incarnation(), event.seq()), event);
    }

    @Override
    public void on(TraceEvent.Delivered event) {
        process(event.who()).delivered(event);
    }

    @Override
    public void on(TraceEvent.TopicView event) {
        process(event.who()).topicView(event);
    }

    @Override
    public void on(TraceEvent.TopicTable event) {
        process(event.who()).topicTable(event);
    }

    @Override
    public void on(TraceEvent.Received event) {
        process(event.who()).received(event.sender(), event.seq());
    }

    @Override
    public void on(TraceEvent.Released event) {
        process(event.who()).released(event.sender(), event.seq());
    }

    @Override
    public void on(TraceEvent.Resumed event) {
        process(event.who()).resume(event);
        resumed.put(event.who().incarnation(), event);
    }

    @Override
    public void on(TraceEvent.Unrecorded event) {
        process(event.who()).setUnrecorded();
    }

    @Override
    public void on(TraceEvent.Installed event) {
        ProcessState process = process(event.who());
        learnStarts(event, process);
        learnStarts(event.view(), resumed.remove(event.who().incarnation()));
        View view = event.view();
        if (views.putIfAbsent(view.id(), view) == null) {
            view.members().forEach(member -> meet(member, view, announced));
        }
        meet(event.who(), view, meetings);
        process.install(view);
    }

    /** In a view a member meets those that come from elsewhere; where it comes from no view, all of them. */
    private static void meet(Member member, View view, Map<Incarnation, Map<Incarnation, ViewId>> meetings) {
        Set<Member> known = companions(member, view);
        for (Member other : view.members()) {
            if (!known.contains(other)) {
                meetings.computeIfAbsent(member.incarnation(), who -> new HashMap<>())
                        .put(other.incarnation(), view.id());
            }
        }
    }

    /** Who was in the view before with a member. Others may have let it in before without its ever hearing of it. */
    private static Set<Member> companions(Member member, View view) {
        Set<Member> all = new HashSet<>(view.members());
        for (View.Component component : view.components()) {
            if (component.members().contains(member)) {
                all.retainAll(component.members());
                return all;
            }
        }
        if (view.joined().contains(member)) {
            return Set.of(member);
        }
        all.removeIf(other -> view.joined().contains(other));
        return all;
    }

    private void learnStarts(View view, TraceEvent.@Nullable Resumed told) {
        if (told != null) {
            Map<Incarnation, Long> start = starts.computeIfAbsent(view.id(), id -> new HashMap<>());
            told.holdings().forEach(holding -> start.merge(holding.sender(), holding.start(), Math::max));
        }
    }

    private void learnStarts(TraceEvent.Installed event, ProcessState process) {
        learnStarts(event, process, event.prior());
        event.view().components().forEach(component -> learnStarts(event, process, component.prior()));
    }

    private void learnStarts(TraceEvent.Installed event, ProcessState process, ViewId ended) {
        TraceEvent.Cut cut = process.cutOf(ended);
        View prior = views.get(ended);
        if (cut == null || prior == null) {
            return;
        }
        Map<Incarnation, Long> start = starts.computeIfAbsent(event.view().id(), id -> new HashMap<>());
        for (int rank = 0;
                rank < cut.lastSeqs().size() && rank < prior.members().size();
                rank++) {
            Incarnation sender = prior.members().get(rank).incarnation();
            if (comesFrom(event.view(), ended, sender)) {
                start.put(sender, cut.lastSeqs().get(rank));
            }
        }
    }

    /** A member of several views that are merged comes from the last one that it installed. */
    private static boolean comesFrom(View view, ViewId ended, Incarnation sender) {
        return view.components().isEmpty()
                || view.components().stream()
                        .filter(component -> component.prior().equals(ended))
                        .flatMap(component -> component.members().stream())
                        .anyMatch(member -> member.incarnation().equals(sender));
    }
}
