/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import java.util.List;

/**
 * What the members of one round measured.
 *
 * @param members their results
 */
record RoundResult(List<MemberResult> members) {

    /** The rate at which a member delivers, on average over the members. */
    double messagesPerSecond() {
        return members.stream()
                .mapToDouble(MemberResult::messagesPerSecond)
                .average()
                .orElseThrow();
    }
}
