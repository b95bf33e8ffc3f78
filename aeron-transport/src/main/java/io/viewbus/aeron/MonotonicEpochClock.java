/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.EpochClock;

/**
 * Wall-clock time that never jumps: Aeron judges by it whether its driver is alive, and an operator who sets the clock must
 * not end a member.
 */
final class MonotonicEpochClock implements EpochClock {

    private final long startMs = System.currentTimeMillis();
    private final long startNs = System.nanoTime();

    @Override
    public long time() {
        return startMs + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
    }
}
