/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.Order;
import io.viewbus.perf.member.MemberTask;
import java.time.Duration;
import java.util.List;

/**
 * What is asked of every system.
 *
 * @param systems who takes turns, in this sequence
 * @param members how many members publish
 * @param size bytes of a payload
 * @param order the order of the topic, where a system knows any
 * @param warmup seconds that do not count
 * @param seconds seconds that count
 * @param rounds how many turns each system has
 */
record Workload(List<Contestant> systems, int members, int size, Order order, int warmup, int seconds, int rounds) {

    MemberTask task(int index, Contestant contestant, MeetingPlace place) {
        return new MemberTask(
                index,
                members,
                size,
                contestant.orderFor(order),
                place.cluster(),
                place.port(),
                Duration.ofSeconds(warmup),
                Duration.ofSeconds(seconds));
    }

    Duration length() {
        return Duration.ofSeconds(warmup + seconds);
    }
}
