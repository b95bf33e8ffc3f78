/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.runtime;

import io.viewbus.membership.core.MembershipConfig;
import io.viewbus.membership.core.MembershipListener;
import io.viewbus.observe.Observation;
import io.viewbus.observe.ViewChange;
import io.viewbus.spi.membership.ViewParticipant;
import io.viewbus.spi.trace.Trace;
import io.viewbus.spi.transport.TransportSession;
import io.viewbus.view.ClusterException;
import io.viewbus.view.ClusterException.Disposed;
import io.viewbus.view.Member;
import io.viewbus.view.Membership;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.agrona.concurrent.SystemNanoClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The bridge between the agent and the users of a {@link Membership}: what the agent says is handed to the delivery loop, which
 * says it to subscribers.
 */
public final class LiveMembership implements Membership, MembershipListener {

    private static final Logger LOG = LoggerFactory.getLogger(LiveMembership.class);

    private final Member self;
    private final MemberThreads threads;
    private final DeliveryLoop loop;
    private final ViewStream views;
    private final Sinks.Many<PrimaryState> primary = Sinks.many().replay().latest();
    private final Sinks.One<Membership> joined = Sinks.one();
    private final Sinks.Empty<Void> gone = Sinks.empty();
    private final AgentDuty duty;
    private final LiveObservation observation;
    private final ViewStory story;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile @Nullable View current;
    private volatile @Nullable PrimaryState primaryState;
    private volatile @Nullable ClusterException cause;
    private volatile boolean over;
    private volatile boolean released;
    private @Nullable PrimaryState toldState;

    /**
     * Makes a membership that has not asked to be let in yet.
     *
     * @param config the settings
     * @param self this process
     * @param session the open transport; released with the membership
     * @param participants what takes part in view changes
     * @param threads on what it runs
     * @param trace where steps are traced
     */
    public LiveMembership(
            MembershipConfig config,
            Member self,
            TransportSession session,
            List<ViewParticipant> participants,
            MemberThreads threads,
            Trace trace) {
        this.self = self;
        this.threads = threads;
        this.loop = threads.loop();
        this.views = new ViewStream(loop::signal);
        this.story = new ViewStory(trace, config.partitions());
        MemberAgent agent =
                new MemberAgent(config, self, session, SystemNanoClock.INSTANCE, participants, this, trace, story);
        this.story.of(agent);
        this.observation = new LiveObservation(config, self, agent.counters(), loop);
        this.duty = new AgentDuty(agent, observation::betweenTurns, this::onReleased);
    }

    /**
     * Starts to ask to be let in.
     *
     * <p><b>Emits</b> this membership with the first view and <b>completes</b>; <b>errors</b> when it is refused. Cancelling
     * leaves.
     *
     * @return the joining
     */
    public Mono<Membership> join() {
        return Mono.defer(() -> {
            if (started.compareAndSet(false, true)) {
                loop.add(observation);
                loop.add(views);
                loop.add(this::drain);
                threads.start(duty);
            }
            return joined.asMono().doOnCancel(duty::leave);
        });
    }

    // ---- from the agent ---------------------------------------------------------------------------------------------

    @Override
    public void onInstalled(View view) {
        observation.onInstalled(view);
        current = view;
        views.offer(view);
    }

    @Override
    public void onChange(ViewId view, ViewChange change) {
        observation.onChange(view, change, story.end(change));
    }

    @Override
    public void onPrimaryState(PrimaryState state) {
        primaryState = state;
        loop.signal();
    }

    @Override
    public void onQuiet(Member member, long silenceNs) {
        story.onQuiet(member);
        LOG.debug("{}: {} has not been heard for {} ms", self.name(), member.name(), silenceNs / 1_000_000);
    }

    @Override
    public void onRival(ViewId other) {
        LOG.warn(
                "{}: another cluster of the same name was heard, founded separately as view {}; the one that was founded later"
                        + " gives way if it has carried no message yet, otherwise stop one of them and let its members join"
                        + " the other",
                self.name(),
                other);
    }

    @Override
    public void onEnd(@Nullable ClusterException reason) {
        cause = reason instanceof Disposed ? null : reason;
        over = true;
        views.end(cause);
    }

    private void onReleased() {
        released = true;
        observation.end();
        loop.signal();
        loop.close();
    }

    // ---- on the delivery loop ---------------------------------------------------------------------------------------

    private void drain() {
        PrimaryState state = primaryState;
        if (state != null && state != toldState) {
            toldState = state;
            primary.tryEmitNext(state);
        }
        if (current != null) {
            joined.tryEmitValue(this);
        }
        if (over) {
            endStreams();
        }
        if (released) {
            endDisposal();
        }
    }

    private void endStreams() {
        ClusterException reason = cause;
        if (reason == null) {
            primary.tryEmitComplete();
            joined.tryEmitError(new Disposed("the membership ended before it began", io.viewbus.view.Outcome.NOT_SENT));
        } else {
            primary.tryEmitError(reason);
            joined.tryEmitError(reason);
        }
    }

    private void endDisposal() {
        ClusterException reason = cause;
        if (reason == null) {
            gone.tryEmitEmpty();
        } else {
            gone.tryEmitError(reason);
        }
    }

    // ---- for users --------------------------------------------------------------------------------------------------

    @Override
    public Member self() {
        return self;
    }

    @Override
    public View view() {
        View view = current;
        if (view == null) {
            throw new IllegalStateException("not joined yet");
        }
        return view;
    }

    @Override
    public Flux<View> views() {
        return views;
    }

    @Override
    public Mono<View> awaitView(Predicate<? super View> condition) {
        return views.filter(condition).next();
    }

    @Override
    public Flux<PrimaryState> primaryStates() {
        return primary.asFlux().onBackpressureLatest();
    }

    @Override
    public Observation observe() {
        return observation;
    }

    @Override
    public Mono<Void> leave() {
        return Mono.defer(() -> {
            duty.leave();
            return gone.asMono();
        });
    }

    @Override
    public Mono<Void> onDispose() {
        return gone.asMono();
    }

    @Override
    public void dispose() {
        duty.leave();
    }

    @Override
    public boolean isDisposed() {
        return over;
    }

    @Override
    public void disposeNow(Duration timeout) {
        if (threads.isCalling()) {
            throw new IllegalStateException("disposeNow blocks, so it cannot be called in a signal; use leave()");
        }
        duty.leave();
        try {
            if (!threads.awaitEnd(duty, timeout.toNanos())) {
                duty.stop();
                threads.awaitEnd(duty, timeout.toNanos());
            }
        } catch (InterruptedException e) {
            duty.stop();
            Thread.currentThread().interrupt();
        }
    }
}
