/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.recorded;

import io.viewbus.Order;
import io.viewbus.testkit.check.EventHandler;
import io.viewbus.testkit.check.TraceEvent;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Says whether that was told from which an event follows: messages were sent before they are received, received before they are
 * known to be, places given before they are known, views accepted before they are decided. Nobody waits for a member that tells
 * nothing any more.
 */
final class Causes {

    private final Map<Incarnation, Progress> members = new HashMap<>();
    private final Map<List<ViewId>, Set<Incarnation>> accepted = new HashMap<>();
    /** For each view with which somebody went on the last messages of the view before, by sender. */
    private final Map<ViewId, Map<Incarnation, Long>> starts = new HashMap<>();

    private final Set<ViewId> views = new HashSet<>();
    private final Learning learning = new Learning();
    private final Question question = new Question();

    /** How far one member is. */
    private static final class Progress {
        private @Nullable View view;
        private ViewId first = ViewId.NONE;
        private Map<Incarnation, Long> cut = Map.of();
        private boolean silent;
        private boolean joining;
        private long sent;
        private long ranges;
        private final Map<Incarnation, Long> received = new HashMap<>();

        boolean isIn(View other) {
            return view != null && view.id().equals(other.id());
        }
    }

    /** Those without a trace are not waited for. */
    Causes(List<MemberTrace> traces) {
        traces.forEach(trace -> members.put(trace.member().incarnation(), new Progress()));
    }

    void add(TraceEvent event) {
        event.handTo(learning);
    }

    boolean arePast(TraceEvent event) {
        question.past = true;
        event.handTo(question);
        return question.past;
    }

    private Progress of(Member member) {
        return members.computeIfAbsent(member.incarnation(), who -> new Progress());
    }

    private boolean hasSent(Incarnation sender, long seq) {
        Progress progress = members.get(sender);
        return progress == null || progress.silent || progress.sent >= seq;
    }

    private boolean holds(Member member, Incarnation sender, long seq) {
        Progress progress = members.get(member.incarnation());
        return progress == null
                || progress.silent
                || (member.incarnation().equals(sender)
                        ? progress.sent >= seq
                        : progress.received.getOrDefault(sender, 0L) >= seq)
                || isBefore(progress.first, sender, seq);
    }

    /** Whoever comes in with a view has, and needs, nothing of what was before. */
    private boolean isBefore(ViewId view, Incarnation sender, long seq) {
        return seq <= starts.getOrDefault(view, Map.of()).getOrDefault(sender, 0L);
    }

    private boolean knowsRanges(Member member, View view, long ranges) {
        Progress progress = members.get(member.incarnation());
        return progress == null || progress.silent || !progress.isIn(view) || progress.ranges >= ranges;
    }

    private static boolean isQuorum(View view, Predicate<Member> holds) {
        long votes = view.members().stream().filter(holds).count();
        return 2 * votes > view.members().size()
                || (2 * votes == view.members().size() && holds.test(view.coordinator()));
    }

    /** Asks of one event. */
    private final class Question implements EventHandler {
        private boolean past;

        @Override
        public void on(TraceEvent.Received event) {
            past = hasSent(event.sender(), event.seq());
        }

        @Override
        public void on(TraceEvent.Delivered event) {
            Incarnation sender = event.message().sender();
            long seq = event.message().seq();
            View view = of(event.who()).view;
            past = hasSent(sender, seq);
            if (past && view != null && !event.transitional() && event.order().compareTo(Order.QUORUM) >= 0) {
                long ranges = of(event.who()).ranges;
                Predicate<Member> holds = member -> holds(member, sender, seq) && knowsRanges(member, view, ranges);
                past = event.order() == Order.SAFE ? view.members().stream().allMatch(holds) : isQuorum(view, holds);
            }
        }

        @Override
        public void on(TraceEvent.Stable event) {
            past = isHeldByAll(event.who(), event.sender(), event.seq());
        }

        @Override
        public void on(TraceEvent.Released event) {
            past = isHeldByAll(event.who(), event.sender(), event.seq());
        }

        private boolean isHeldByAll(Member who, Incarnation sender, long seq) {
            View view = of(who).view;
            return view == null || view.members().stream().allMatch(member -> holds(member, sender, seq));
        }

        @Override
        public void on(TraceEvent.Ordered event) {
            View view = of(event.who()).view;
            past = view == null
                    || view.coordinator().equals(event.who())
                    || knowsRanges(view.coordinator(), view, event.range());
        }

        @Override
        public void on(TraceEvent.Decided event) {
            Set<Incarnation> ready = accepted.getOrDefault(List.of(event.prior(), event.next()), Set.of());
            past = event.members().stream()
                    .filter(member -> isStillIn(member, event.prior()))
                    .allMatch(member -> ready.contains(member.incarnation()));
        }

        private boolean isStillIn(Member member, ViewId prior) {
            Progress progress = members.get(member.incarnation());
            return progress != null
                    && !progress.silent
                    && progress.view != null
                    && progress.view.id().equals(prior);
        }

        @Override
        public void on(TraceEvent.Installed event) {
            boolean follows = event.prior().equals(ViewId.NONE) || views.isEmpty() || views.contains(event.prior());
            past = follows && event.view().joined().stream().allMatch(this::hasAsked);
        }

        private boolean hasAsked(Member member) {
            Progress progress = members.get(member.incarnation());
            return progress == null || progress.silent || progress.joining;
        }
    }

    /** Learns from what was told. */
    private final class Learning implements EventHandler {

        @Override
        public void on(TraceEvent.Joining event) {
            of(event.who()).joining = true;
        }

        @Override
        public void on(TraceEvent.Resumed event) {
            Progress progress = of(event.who());
            progress.joining = true;
            progress.sent = event.sent();
            event.holdings()
                    .forEach(holding ->
                            progress.received.put(holding.sender(), Math.max(holding.received(), holding.start())));
        }

        @Override
        public void on(TraceEvent.Cut event) {
            Progress progress = of(event.who());
            View ended = progress.view;
            if (ended != null && ended.id().equals(event.prior())) {
                progress.cut = new HashMap<>();
                for (int rank = 0; rank < ended.members().size(); rank++) {
                    progress.cut.put(
                            ended.members().get(rank).incarnation(),
                            event.lastSeqs().get(rank));
                }
            }
        }

        @Override
        public void on(TraceEvent.Installed event) {
            Progress progress = of(event.who());
            ViewId id = event.view().id();
            views.add(id);
            progress.cut.forEach((sender, last) ->
                    starts.computeIfAbsent(id, view -> new HashMap<>()).merge(sender, last, Math::max));
            progress.cut = Map.of();
            progress.first = progress.view == null ? id : progress.first;
            progress.view = event.view();
            progress.ranges = 0;
        }

        @Override
        public void on(TraceEvent.Sent event) {
            of(event.who()).sent = event.seq();
        }

        @Override
        public void on(TraceEvent.Received event) {
            of(event.who()).received.merge(event.sender(), event.seq(), Math::max);
        }

        @Override
        public void on(TraceEvent.Ordered event) {
            of(event.who()).ranges = event.range();
        }

        @Override
        public void on(TraceEvent.Accepted event) {
            accepted.computeIfAbsent(List.of(event.prior(), event.next()), step -> new HashSet<>())
                    .add(event.who().incarnation());
        }

        @Override
        public void on(TraceEvent.Left event) {
            of(event.who()).silent = true;
        }

        @Override
        public void on(TraceEvent.Excluded event) {
            of(event.who()).silent = true;
        }

        @Override
        public void on(TraceEvent.Unrecorded event) {
            of(event.who()).silent = true;
        }
    }
}
