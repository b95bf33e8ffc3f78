/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.view.Incarnation;

/**
 * How long a proposer waits after a lost ballot: longer each time, and differently at each member, so that duels end
 * (VS-18). The difference comes from the incarnation, which is random already.
 */
final class Backoff {

    private static final int MAX_DOUBLINGS = 4;

    private final long baseNs;
    private long mix;
    private int failures;
    private long untilNs = Long.MIN_VALUE;

    Backoff(long baseNs, Incarnation seed) {
        this.baseNs = baseNs;
        this.mix = seed.low() ^ seed.high();
    }

    boolean isOver(long nowNs) {
        return nowNs >= untilNs;
    }

    void failed(long nowNs) {
        long maxNs = baseNs << Math.min(failures++, MAX_DOUBLINGS);
        mix = mix * 0x5851F42D4C957F2DL + 0x14057B7EF767814FL;
        untilNs = nowNs + baseNs / 4 + Long.remainderUnsigned(mix >>> 16, maxNs);
    }

    void succeeded() {
        failures = 0;
        untilNs = Long.MIN_VALUE;
    }
}
