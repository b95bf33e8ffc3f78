/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

/**
 * What one member measured.
 *
 * @param messages how many it delivered while it counted
 * @param durationNs how long it counted
 * @param sent how many it published in all, warm-up included
 */
record MemberResult(long messages, long durationNs, long sent) {

    /** Reads what the member said. */
    static MemberResult parse(String words) {
        String[] figures = words.split(" ", -1);
        return new MemberResult(Long.parseLong(figures[0]), Long.parseLong(figures[1]), Long.parseLong(figures[2]));
    }

    double messagesPerSecond() {
        return messages * 1e9 / durationNs;
    }
}
