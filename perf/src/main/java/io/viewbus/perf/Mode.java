/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.member.ViewbusMember;

/** How the members of Viewbus run. */
enum Mode {
    /** As users have it. */
    USUAL(""),
    /** Without counting anything: what counters cost is what this one is faster. */
    UNCOUNTED(ViewbusMember.UNCOUNTED);

    private final String word;

    Mode(String word) {
        this.word = word;
    }

    /** What members are told; empty if they run as usual. */
    String word() {
        return word;
    }

    /** The name of a system that runs like this. */
    String nameOf(Contestant system) {
        return word.isEmpty() ? system.toString() : system + "-" + word;
    }
}
