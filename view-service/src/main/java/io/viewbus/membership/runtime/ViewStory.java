/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.runtime;

import io.viewbus.membership.core.MembershipMark;
import io.viewbus.observe.Links;
import io.viewbus.observe.Traffic;
import io.viewbus.observe.ViewChange;
import io.viewbus.observe.ViewEvidence;
import io.viewbus.observe.ViewEvidence.Kind;
import io.viewbus.observe.ViewEvidence.Rule;
import io.viewbus.observe.ViewEvidence.Step;
import io.viewbus.spi.trace.Trace;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PartitionPolicy;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Listens to what the membership core traces, and keeps what tells how the next view came about: a few steps for each view, and none
 * for a message. Passes everything on. On the agent's thread only.
 */
final class ViewStory implements Trace {

    private static final int MOST_STEPS = 128;

    private final Trace next;
    private final PartitionPolicy partitions;
    private final ArrayDeque<Moment> moments = new ArrayDeque<>();
    private long forgotten;
    private @Nullable MemberAgent agent;
    private List<Member> known = List.of();
    private List<Member> before = List.of();
    private List<Member> wentOn = List.of();
    private Links links = new Links(ViewId.NONE, List.of());
    private boolean hasView;
    private Kind suspicion = Kind.SUSPECTED_LATE;

    private record Moment(Kind kind, long atNs, @Nullable Member member, long round) {}

    ViewStory(Trace next, PartitionPolicy partitions) {
        this.next = next;
        this.partitions = partitions;
    }

    /** Says whose story it is; before the first turn. */
    void of(MemberAgent itsAgent) {
        agent = itsAgent;
    }

    /** Tells the story of the view that was just installed, and begins that of the next one. */
    ViewEvidence end(ViewChange change) {
        long nowNs = nowNs();
        add(Kind.INSTALLED, null, 0);
        List<Step> steps = new ArrayList<>();
        for (Moment moment : moments) {
            steps.add(new Step(moment.kind, nowNs - moment.atNs, moment.member, moment.round));
        }
        int agreed = agreed(change);
        ViewEvidence evidence =
                new ViewEvidence(change.prior(), rule(change, agreed), before.size(), agreed, steps, forgotten, links);
        moments.clear();
        forgotten = 0;
        links = new Links(ViewId.NONE, List.of());
        return evidence;
    }

    /** Who leaves as it wants has a voice until it is gone. */
    private int agreed(ViewChange change) {
        long leavers = change.departures().stream()
                .filter(departure -> departure.cause() == ViewChange.Cause.LEFT)
                .count();
        return before.isEmpty() ? 0 : wentOn.size() + (int) leavers;
    }

    private Rule rule(ViewChange change, int agreed) {
        if (change.prior().equals(ViewId.NONE)) {
            return Rule.FOUNDED;
        } else if (before.isEmpty()) {
            return Rule.LET_IN;
        } else if (partitions == PartitionPolicy.PARTITIONABLE) {
            return Rule.EVERY_PART;
        } else if (2 * agreed > before.size()) {
            return Rule.MAJORITY;
        }
        Member coordinator = before.get(0);
        boolean hasCoordinator = wentOn.contains(coordinator)
                || change.departures().stream()
                        .anyMatch(departure ->
                                departure.member().equals(coordinator) && departure.cause() == ViewChange.Cause.LEFT);
        return 2 * agreed == before.size() && hasCoordinator ? Rule.HALF_WITH_COORDINATOR : Rule.OTHER_QUORUM;
    }

    private long nowNs() {
        return agent == null ? 0 : agent.core().nowNs();
    }

    private void add(Kind kind, @Nullable Member member, long round) {
        if (moments.size() == MOST_STEPS) {
            moments.removeFirst();
            forgotten++;
        }
        moments.addLast(new Moment(kind, nowNs(), member, round));
    }

    private @Nullable Member named(Incarnation incarnation) {
        return known.stream()
                .filter(member -> member.incarnation().equals(incarnation))
                .findFirst()
                .orElse(null);
    }

    void onQuiet(Member member) {
        add(Kind.QUIET, member, 0);
    }

    // ---- what the core traces ---------------------------------------------------------------------------------------

    @Override
    public void mark(Enum<?> mark) {
        if (mark instanceof MembershipMark ours) {
            suspicion = switch (ours) {
                case SUSPECTED_SILENT -> Kind.SUSPECTED_SILENT;
                case SUSPECTED_LATE -> Kind.SUSPECTED_LATE;
                case SUSPECTED_ENDED -> Kind.SUSPECTED_ENDED;
                case SUSPECTED_OUTSIDE -> Kind.SUSPECTED_OUTSIDE;
                case SUSPECTED_ELSEWHERE -> Kind.SUSPECTED_ELSEWHERE;
                default -> suspicion;
            };
        }
        next.mark(mark);
    }

    @Override
    public void suspected(Incarnation suspect) {
        add(suspicion, named(suspect), 0);
        suspicion = Kind.SUSPECTED_LATE;
        next.suspected(suspect);
    }

    @Override
    public void promised(ViewId prior, long round, Incarnation proposer) {
        add(Kind.PROMISED, named(proposer), round);
        next.promised(prior, round, proposer);
    }

    @Override
    public void wedged(ViewId view) {
        add(Kind.STOPPED, null, 0);
        next.wedged(view);
    }

    @Override
    public void accepted(ViewId prior, ViewId accepted) {
        add(Kind.ACCEPTED, named(accepted.proposer()), accepted.round());
        next.accepted(prior, accepted);
    }

    @Override
    public void decided(ViewId prior, ViewId decided, List<Member> members, long proposalHash) {
        if (known.isEmpty()) {
            known = members; // Whoever joins knows nobody's name before this.
        } else if (agent != null) {
            links = agent.core().links(member -> Traffic.NONE);
        }
        add(Kind.DECIDED, named(decided.proposer()), decided.round());
        next.decided(prior, decided, members, proposalHash);
    }

    @Override
    public void installed(ViewId prior, View view, List<Member> transitional) {
        before = hasView ? known : List.of();
        wentOn = transitional;
        known = view.members();
        hasView = true;
        next.installed(prior, view, transitional);
    }

    @Override
    public void joining(Member self) {
        next.joining(self);
    }

    @Override
    public void leaving() {
        next.leaving();
    }

    @Override
    public void primaryState(PrimaryState state) {
        next.primaryState(state);
    }

    @Override
    public void excluded() {
        next.excluded();
    }

    @Override
    public void left() {
        next.left();
    }
}
