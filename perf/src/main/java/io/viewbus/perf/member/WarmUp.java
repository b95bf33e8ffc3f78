/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets a member run until its compilers are quiet. Members share few cores, and for half a minute the compilers may want most of
 * them: whoever counts before that measures compilers.
 */
public final class WarmUp {

    /** The longest warm-up, in multiples of the shortest. */
    public static final int MOST = 10;

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int QUIET_LOOKS = 2;
    /** A compiler that is busy for a tenth of the time is quiet. */
    private static final long QUIET_PART = 10;

    private final Ledger ledger;

    WarmUp(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Waits so long, and then until the compilers did little for two seconds, but not more than ten times as long. */
    void await(Duration least) throws InterruptedException {
        long startNs = System.nanoTime();
        ledger.pass(least);
        int quiet = 0;
        while (quiet < QUIET_LOOKS && System.nanoTime() - startNs < MOST * least.toNanos()) {
            long before = compiledMs();
            ledger.pass(LOOK);
            quiet = (compiledMs() - before) * QUIET_PART < LOOK.toMillis() ? quiet + 1 : 0;
        }
    }

    private static long compiledMs() {
        @Nullable CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        return compilers == null || !compilers.isCompilationTimeMonitoringSupported()
                ? 0
                : compilers.getTotalCompilationTime();
    }
}
