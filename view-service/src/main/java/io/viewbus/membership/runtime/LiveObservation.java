/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.runtime;

import io.viewbus.membership.core.MembershipConfig;
import io.viewbus.observe.Counter;
import io.viewbus.observe.CounterSnapshot;
import io.viewbus.observe.Links;
import io.viewbus.observe.Observation;
import io.viewbus.observe.ViewChange;
import io.viewbus.observe.ViewEvidence;
import io.viewbus.spi.observe.CounterBoard;
import io.viewbus.view.ClusterException;
import io.viewbus.view.ClusterException.Disposed;
import io.viewbus.view.Member;
import io.viewbus.view.Outcome;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * What can be seen of one member. Counters are read where they are; for links the agent is asked, which answers between two turns,
 * and the answers come on the delivery loop.
 */
final class LiveObservation implements Observation, DeliveryLoop.Source {

    private static final int MAX_CHANGES = 1024;
    private static final int MAX_EVIDENCES = 256;
    private static final int MAX_QUESTIONS = 256;

    private final MembershipConfig config;
    private final Member self;
    private final CounterBoard counters;
    private final LinkGauges gauges;
    private final DeliveryLoop loop;
    private final ManyToOneConcurrentArrayQueue<MonoSink<Links>> questions =
            new ManyToOneConcurrentArrayQueue<>(MAX_QUESTIONS);
    private final Queue<Runnable> answers = new ConcurrentLinkedQueue<>();
    private final Map<ViewId, ViewChange> changes = new LinkedHashMap<>();
    private final Map<ViewId, ViewEvidence> evidences = new LinkedHashMap<>();
    private volatile boolean over;

    LiveObservation(MembershipConfig config, Member self, CounterBoard counters, DeliveryLoop loop) {
        this.config = config;
        this.counters = counters;
        this.self = self;
        this.gauges = new LinkGauges(self, counters);
        this.loop = loop;
    }

    // ---- on the agent -----------------------------------------------------------------------------------------------

    void onChange(ViewId view, ViewChange change, ViewEvidence evidence) {
        synchronized (changes) {
            put(view, change, changes, MAX_CHANGES);
            put(view, evidence, evidences, MAX_EVIDENCES);
        }
    }

    private static <T> void put(ViewId view, T value, Map<ViewId, T> values, int most) {
        values.put(view, value);
        if (values.size() > most) {
            values.remove(values.keySet().iterator().next());
        }
    }

    void onInstalled(View view) {
        counters.set(Counter.RANK, view.rankOf(self));
        counters.set(Counter.VIEW_TIMESTAMP_NS, TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
    }

    /** Answers whoever asked, with one look for all, and looks for the counters now and then. */
    void betweenTurns(MemberAgent agent) {
        boolean isDue = gauges.isDue(agent.core().nowNs());
        MonoSink<Links> question = questions.poll();
        if (!isDue && question == null) {
            return;
        }
        Links links = agent.links();
        gauges.update(links);
        answer(question, links);
    }

    private void answer(@Nullable MonoSink<Links> first, Links links) {
        MonoSink<Links> question = first;
        for (; question != null; question = questions.poll()) {
            MonoSink<Links> asked = question;
            answers.add(() -> asked.success(links));
        }
        if (first != null) {
            loop.signal();
        }
    }

    /** The agent answers nothing any more. */
    void end() {
        over = true;
        refuseAll();
    }

    private void refuseAll() {
        MonoSink<Links> question;
        // Several threads may come here at the end, and the queue has one consumer.
        synchronized (changes) {
            while ((question = questions.poll()) != null) {
                MonoSink<Links> asked = question;
                answers.add(() -> asked.error(disposed()));
            }
        }
        loop.signal();
    }

    // ---- on the delivery loop ---------------------------------------------------------------------------------------

    @Override
    public void drain() {
        Runnable answer;
        while ((answer = answers.poll()) != null) {
            answer.run();
        }
    }

    // ---- for users --------------------------------------------------------------------------------------------------

    @Override
    public String cluster() {
        return config.cluster();
    }

    @Override
    public Duration suspectAfter() {
        return Duration.ofNanos(config.suspectNs());
    }

    @Override
    public Duration heartbeatEvery() {
        return Duration.ofNanos(config.heartbeatNs());
    }

    @Override
    public CounterSnapshot counters() {
        return counters.snapshot();
    }

    @Override
    public Mono<Links> links() {
        return Mono.create(this::ask);
    }

    private void ask(MonoSink<Links> sink) {
        if (over || !questions.offer(sink)) {
            sink.error(over ? disposed() : new Disposed(MAX_QUESTIONS + " ask for links already", Outcome.NOT_SENT));
        } else if (over) {
            refuseAll();
        }
    }

    @Override
    public Optional<ViewChange> change(ViewId view) {
        synchronized (changes) {
            return Optional.ofNullable(changes.get(view));
        }
    }

    @Override
    public Optional<ViewEvidence> evidence(ViewId view) {
        synchronized (changes) {
            return Optional.ofNullable(evidences.get(view));
        }
    }

    private static ClusterException disposed() {
        return new Disposed("this member is over", Outcome.NOT_SENT);
    }
}
