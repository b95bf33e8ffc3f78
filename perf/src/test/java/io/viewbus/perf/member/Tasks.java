/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import io.viewbus.Order;
import java.time.Duration;

/** Tasks of members for tests. */
final class Tasks {

    private Tasks() {}

    /** Member 0 of two, with one sender each. */
    static MemberTask throughput(Order order) {
        return of(Scenario.THROUGHPUT, order, 0);
    }

    static MemberTask of(Scenario scenario, Order order, int rate) {
        return new MemberTask(
                scenario,
                new MemberTask.Place("test", 20_000),
                0,
                2,
                2,
                1,
                100,
                order,
                "",
                rate,
                0,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2));
    }
}
