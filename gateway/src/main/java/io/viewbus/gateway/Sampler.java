/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import io.viewbus.Bus;
import io.viewbus.observe.CounterSnapshot;
import io.viewbus.observe.Links;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * How the member is doing, ten times a second while somebody looks: made once for all who do. Nobody who is slow is told what is past.
 */
final class Sampler implements Disposable {

    /** The time between two samples. */
    static final Duration PERIOD = Duration.ofMillis(100);

    private static final int KEPT = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Bus bus;
    private final ViewHistory history;
    private final EventLog log = new EventLog(KEPT, Long.MAX_VALUE);
    private final Disposable sampling;

    Sampler(Bus bus, ViewHistory history) {
        this.bus = bus;
        this.history = history;
        this.sampling = Flux.interval(PERIOD)
                .onBackpressureDrop()
                .filter(tick -> log.isFollowed())
                .concatMap(tick -> sample(), 1)
                .subscribe(json -> log.append("counters", null, json));
    }

    EventLog log() {
        return log;
    }

    /** Looks at the links; without any where the member is over. */
    Mono<Links> links() {
        return bus.observe()
                .links()
                .timeout(PATIENCE)
                .onErrorResume(e -> Mono.fromSupplier(() -> new Links(bus.view().id(), List.of())));
    }

    /** Looks at everything. */
    Mono<String> sample() {
        return links().map(links -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("at", System.currentTimeMillis());
            json.put("cluster", bus.observe().cluster());
            json.put("member", bus.self().name());
            json.put("incarnation", bus.self().incarnation().toString());
            json.put("ready", history.isReady());
            json.put("over", history.isOver());
            json.put("view", Documents.id(bus.view().id()));
            CounterSnapshot counters = bus.observe().counters();
            json.put("counters", Documents.counters(counters));
            json.put("spreads", Documents.spreads(counters));
            json.put(
                    "members",
                    Documents.members(
                            bus.view(), links, bus.self(), bus.observe().suspectAfter()));
            json.put("links", Documents.links(links, bus.observe().suspectAfter()));
            return Json.write(json);
        });
    }

    @Override
    public void dispose() {
        sampling.dispose();
        log.end("the gateway ends");
    }
}
