/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import io.viewbus.Group;
import io.viewbus.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;

/** Publishes at a steady rate, catching up at most one second where the cluster was slower. */
final class MemberLoad {

    private static final Duration TICK = Duration.ofMillis(2);
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;
    private final long startedNs = System.nanoTime();
    private long made;

    MemberLoad(int perSecond) {
        this.perSecond = perSecond;
    }

    /**
     * Publishes for as long as it is subscribed.
     *
     * @return the receipts; <b>errors</b> as {@link Group#publishMany}
     */
    Flux<Receipt> publishTo(Group<byte[]> group) {
        return group.publishMany(messages());
    }

    private Flux<byte[]> messages() {
        return Flux.interval(TICK).onBackpressureDrop().concatMapIterable(tick -> due(System.nanoTime()), 1);
    }

    /** Makes the messages that should have been published by now. */
    private List<byte[]> due(long nowNs) {
        long shouldBe = Math.round((nowNs - startedNs) * (double) perSecond / SECOND_NS);
        made = Math.max(made, shouldBe - perSecond);
        List<byte[]> messages = new ArrayList<>();
        while (made < shouldBe) {
            messages.add(Stamp.payload(made++, nowNs));
        }
        return messages;
    }
}
