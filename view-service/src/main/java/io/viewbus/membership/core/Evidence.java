/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.observe.Links;
import io.viewbus.observe.Links.Link;
import io.viewbus.observe.Traffic;
import io.viewbus.observe.ViewChange;
import io.viewbus.observe.ViewChange.Cause;
import io.viewbus.observe.ViewChange.Departure;
import io.viewbus.observe.ViewChange.Report;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** What this member can tell of its links, and of why somebody is out: reads everything and changes nothing. */
final class Evidence {

    private final MemberContext context;

    Evidence(MemberContext context) {
        this.context = context;
    }

    /** Looks at the change to the next view, just before it is installed. */
    ViewChange ofChange(ViewId prior, ViewProposal next, Collection<Incarnation> leavers) {
        List<Departure> departures = new ArrayList<>();
        for (int rank = 0; rank < context.members().size(); rank++) {
            Member member = context.members().get(rank).member();
            if (!next.contains(member.incarnation())) {
                departures.add(departure(rank, member, next, leavers.contains(member.incarnation())));
            }
        }
        return new ViewChange(prior, context.standstillNs(), departures);
    }

    private Departure departure(int rank, Member member, ViewProposal next, boolean wanted) {
        boolean replaced = next.members().stream()
                .anyMatch(record -> record.member().name().equals(member.name()));
        Cause cause = wanted ? Cause.LEFT : replaced ? Cause.REPLACED : context.suspicions.causeOf(rank);
        return new Departure(member, cause, reportsAgainst(rank));
    }

    private List<Report> reportsAgainst(int rank) {
        List<Report> reports = new ArrayList<>();
        for (int by = 0; by < context.members().size(); by++) {
            long missedNs = by == rank ? 0 : context.suspicions.missedNs(by, rank);
            if (missedNs > context.config.suspectNs() / 2) {
                reports.add(new Report(context.members().get(by).member(), missedNs));
            }
        }
        return reports;
    }

    /** Looks at the links now. */
    Links links(Function<Member, Traffic> traffic) {
        List<Link> links = new ArrayList<>();
        for (int rank = 0; rank < context.members().size(); rank++) {
            links.add(link(rank, traffic));
        }
        return new Links(context.viewId(), links);
    }

    private Link link(int rank, Function<Member, Traffic> traffic) {
        Member member = context.members().get(rank).member();
        boolean self = context.isMe(member.incarnation());
        List<Long> heardAgoNs = new ArrayList<>();
        for (int of = 0; of < context.members().size(); of++) {
            heardAgoNs.add(of == rank ? 0 : context.suspicions.missedNs(rank, of));
        }
        return new Link(
                member,
                self ? 0 : context.detector.silenceNs(member.incarnation()),
                context.isSuspected(member.incarnation()),
                heardAgoNs,
                traffic.apply(member));
    }
}
