/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership;

import io.viewbus.membership.core.Message.Info;
import io.viewbus.membership.core.Message.Query;
import io.viewbus.membership.runtime.ObserverControl;
import io.viewbus.spi.transport.Transport;
import io.viewbus.view.ClusterException.JoinFailed;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Schedulers;

/** Watches a cluster from outside: asks for its views, without joining it and without changing its view. */
final class ViewObserver {

    private static final long ASK_EVERY_NS = 200_000_000L;
    private static final long IDLE_NS = 1_000_000L;

    private final ObserverControl control;
    private final FluxSink<View> sink;
    private final boolean follow;
    private final long patienceNs;
    private final String cluster;
    private long knownCounter;
    private long answeredNs = System.nanoTime();
    private boolean done;

    private ViewObserver(
            String cluster, ObserverControl control, FluxSink<View> sink, boolean follow, long patienceNs) {
        this.cluster = cluster;
        this.control = control;
        this.sink = sink;
        this.follow = follow;
        this.patienceNs = patienceNs;
    }

    static Flux<View> observe(
            String cluster, Transport transport, Incarnation incarnation, boolean follow, Duration patience) {
        return Flux.<View>create(
                        sink -> {
                            Member self = new Member(
                                    "observer-" + ProcessHandle.current().pid(), incarnation);
                            try (ObserverControl control = new ObserverControl(cluster, self, transport)) {
                                new ViewObserver(cluster, control, sink, follow, patience.toNanos()).run();
                            }
                        },
                        FluxSink.OverflowStrategy.ERROR)
                .onBackpressureBuffer(1024)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private void run() {
        long askedNs = System.nanoTime() - ASK_EVERY_NS;
        while (!done && !sink.isCancelled()) {
            long nowNs = System.nanoTime();
            if (nowNs - askedNs >= ASK_EVERY_NS) {
                askedNs = nowNs;
                control.send(new Query(knownCounter));
            }
            if (control.poll(this::onInfo) == 0) {
                LockSupport.parkNanos(IDLE_NS);
            }
            if (nowNs - answeredNs > patienceNs) {
                sink.error(new JoinFailed(
                        "nobody of cluster \"" + cluster + "\" answered within " + patienceNs / 1_000_000 + " ms",
                        true));
                return;
            }
        }
        sink.complete();
    }

    private void onInfo(Info info) {
        answeredNs = System.nanoTime();
        if (info.proposal().id().counter() > knownCounter) {
            knownCounter = info.proposal().id().counter();
            sink.next(info.proposal().view());
        }
        done = info.last() && !follow;
    }
}
