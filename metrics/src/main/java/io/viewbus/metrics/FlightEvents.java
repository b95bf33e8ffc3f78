/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.metrics;

import io.viewbus.observe.Counter;
import io.viewbus.observe.CounterSnapshot;
import io.viewbus.observe.Links;
import io.viewbus.observe.Links.Link;
import io.viewbus.observe.ViewChange;
import io.viewbus.observe.ViewChange.Cause;
import io.viewbus.observe.ViewChange.Departure;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.Membership;
import io.viewbus.view.View;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What happens to a member as events of JDK Flight Recorder, in the category Viewbus: each view, each departure with its cause, the
 * eviction of this member, stalls, and slow members. None for a message.
 *
 * <pre>{@code
 * FlightEvents.of(bus);
 * }</pre>
 *
 * <p>{@code jfr print --categories Viewbus FILE} shows them. While nothing records, it costs a glance each second; while something
 * does, a look at counters and links each second. Views are told on the thread of the member's subscribers, whom it does not hold up.
 *
 * @since 0.1
 */
public final class FlightEvents {

    /** How many messages a member may be behind before it counts as slow, if it stays so for two looks. */
    private static final long SLOW_LAG = 1_024;

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Membership membership;
    private final String cluster;
    private CounterSnapshot before;
    private Set<Incarnation> behind = Set.of();

    private FlightEvents(Membership membership) {
        this.membership = membership;
        this.cluster = membership.observe().cluster();
        this.before = membership.observe().counters();
    }

    /**
     * Begins to make events of what happens to a member, from its current view on.
     *
     * @param membership the member, a {@link io.viewbus.Bus} for instance
     * @return ends it when disposed of; the end of the member does so too
     */
    public static Disposable of(Membership membership) {
        return new FlightEvents(membership).start(PERIOD);
    }

    static Disposable of(Membership membership, Duration period) {
        return new FlightEvents(membership).start(period);
    }

    private Disposable start(Duration period) {
        Disposable views = membership.views().subscribe(this::onView, this::onEnd);
        Disposable looks = Flux.interval(period)
                .onBackpressureDrop()
                .filter(tick -> isRecorded())
                .concatMap(tick -> links(), 1)
                .takeUntilOther(membership.onDispose().onErrorComplete())
                .subscribe(this::look);
        return Disposables.composite(views, looks);
    }

    private static boolean isRecorded() {
        return new SlowMemberEvent().isEnabled() || new StallEvent().isEnabled();
    }

    /** Counters are looked at even where nobody tells of links any more. */
    private Mono<Links> links() {
        return membership
                .observe()
                .links()
                .timeout(PERIOD)
                .onErrorResume(e -> Mono.just(new Links(membership.view().id(), List.of())));
    }

    private <E extends MemberEvent> E seenHere(E event) {
        event.cluster = cluster;
        event.member = membership.self().name();
        return event;
    }

    private void onView(View view) {
        ViewChange change = membership.observe().change(view.id()).orElse(null);
        ViewChangeEvent event = seenHere(new ViewChangeEvent());
        event.view = view.id().counter();
        event.members = names(view.members());
        event.size = view.members().size();
        event.coordinator = view.coordinator().name();
        event.joined = names(view.joined());
        event.left = names(view.left());
        event.quorum = view.quorum();
        event.standstill = change == null ? 0 : change.tookNs();
        event.commit();
        if (change != null) {
            change.departures().forEach(departure -> onDeparture(view, departure));
        }
    }

    private void onDeparture(View view, Departure departure) {
        DepartureEvent event = seenHere(new DepartureEvent());
        event.view = view.id().counter();
        event.departed = departure.member().name();
        event.cause = departure.cause().name().toLowerCase(Locale.ROOT);
        event.evicted = departure.cause() != Cause.LEFT && departure.cause() != Cause.REPLACED;
        event.missedBy = departure.reports().stream()
                .map(report -> report.by().name() + " " + TimeUnit.NANOSECONDS.toMillis(report.silenceNs()) + " ms")
                .collect(Collectors.joining(", "));
        event.commit();
    }

    /** A member that ends as it wanted completes. */
    private void onEnd(Throwable reason) {
        EvictionEvent event = seenHere(new EvictionEvent());
        event.reason = String.valueOf(reason.getMessage());
        event.commit();
    }

    private void look(Links links) {
        CounterSnapshot now = membership.observe().counters();
        lookForStalls(now);
        before = now;
        Set<Incarnation> late = new HashSet<>();
        for (Link link : links.links()) {
            boolean isBehind = link.traffic().lag() >= SLOW_LAG;
            boolean isQuiet =
                    link.silenceNs() > membership.observe().suspectAfter().toNanos() / 2;
            Incarnation incarnation = link.member().incarnation();
            if (isQuiet || link.suspected() || (isBehind && behind.contains(incarnation))) {
                onSlow(link);
            }
            if (isBehind) {
                late.add(incarnation);
            }
        }
        behind = late;
    }

    private void lookForStalls(CounterSnapshot now) {
        long pauses = now.get(Counter.PAUSES) - before.get(Counter.PAUSES);
        long heldBack = now.get(Counter.PUBLISH_HELD_BACK) - before.get(Counter.PUBLISH_HELD_BACK);
        if (pauses > 0 || heldBack > 0) {
            StallEvent event = seenHere(new StallEvent());
            event.pauses = pauses;
            event.longestPause = now.get(Counter.PAUSE_LONGEST_NS);
            event.heldBack = heldBack;
            event.commit();
        }
    }

    private void onSlow(Link link) {
        SlowMemberEvent event = seenHere(new SlowMemberEvent());
        event.slow = link.member().name();
        event.lag = link.traffic().lag();
        event.silence = link.silenceNs();
        event.roundTrip = link.traffic().roundTripNs();
        event.suspected = link.suspected();
        event.commit();
    }

    private static String names(List<Member> members) {
        return members.stream().map(Member::name).collect(Collectors.joining(" "));
    }
}
