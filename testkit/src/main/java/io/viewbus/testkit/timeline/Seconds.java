/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.timeline;

import java.util.Locale;

/** Times as people read them, no finer than the steps between them. */
final class Seconds {

    private Seconds() {}

    static String of(long atNs, long stepNs) {
        if (stepNs < 1_000_000_000L && stepNs >= 1_000_000L) {
            return String.format(Locale.ROOT, "%d ms", Math.round(atNs / 1e6));
        }
        return stepNs >= 1_000_000_000L
                ? String.format(Locale.ROOT, "%d s", Math.round(atNs / 1e9))
                : String.format(Locale.ROOT, "%.3f ms", atNs / 1e6);
    }
}
