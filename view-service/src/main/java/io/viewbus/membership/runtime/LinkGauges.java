/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.runtime;

import io.viewbus.observe.Counter;
import io.viewbus.observe.Links;
import io.viewbus.observe.Links.Link;
import io.viewbus.spi.observe.CounterBoard;
import io.viewbus.view.Member;
import java.util.concurrent.TimeUnit;

/**
 * The worst of the links as counters, for those who can read counters and nothing else. Links cost a look at everybody, so that is
 * done once a second. On the agent's thread.
 */
final class LinkGauges {

    private static final long PERIOD_NS = TimeUnit.SECONDS.toNanos(1);

    private final Member self;
    private final CounterBoard counters;
    private long lookedNs = Long.MIN_VALUE;

    LinkGauges(Member self, CounterBoard counters) {
        this.self = self;
        this.counters = counters;
    }

    /** Tells whether it is time to look again, at an observed time. */
    boolean isDue(long nowNs) {
        if (lookedNs != Long.MIN_VALUE && nowNs - lookedNs < PERIOD_NS) {
            return false;
        }
        lookedNs = nowNs;
        return true;
    }

    void update(Links links) {
        long suspected = 0;
        long silenceNs = 0;
        long lag = 0;
        long roundTripNs = 0;
        for (Link link : links.links()) {
            if (!link.member().equals(self)) {
                suspected += link.suspected() ? 1 : 0;
                silenceNs = Math.max(silenceNs, link.silenceNs());
                lag = Math.max(lag, link.traffic().lag());
                roundTripNs = Math.max(roundTripNs, link.traffic().roundTripNs());
            }
        }
        counters.set(Counter.SUSPECTED, suspected);
        counters.set(Counter.SILENCE_NS, silenceNs);
        counters.set(Counter.LAG, lag);
        counters.set(Counter.ROUND_TRIP_NS, roundTripNs);
    }
}
