/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import java.util.Locale;

/** What is measured. */
public enum Scenario {
    /** How much members deliver when all send as fast as they may. */
    THROUGHPUT,
    /** How long messages take at a fixed rate. */
    LATENCY,
    /** What the members feel when others come, go and die. */
    VIEWCHANGE,
    /** What the members feel when the subscriber of one is slow. */
    SLOW;

    /** Returns its name as a command. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
