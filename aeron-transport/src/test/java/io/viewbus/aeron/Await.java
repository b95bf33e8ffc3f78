/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits by polling, as the members under test do not move otherwise. */
final class Await {

    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

    private Await() {}

    /** Moves only when it is polled. */
    interface Polled {
        int poll();
    }

    static void untilTrue(BooleanSupplier condition, Polled... polled) {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadlineNs).as("time over").isNegative();
            for (Polled member : polled) {
                member.poll();
            }
        }
    }
}
