/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import io.viewbus.Order;
import java.time.Duration;

/**
 * What one member has to do.
 *
 * @param index which member it is, from 0
 * @param members how many there are
 * @param size the bytes of a payload
 * @param order the order of the topic
 * @param cluster the name of the cluster, its own for each round
 * @param port where the members meet; the next port is theirs as well
 * @param warmup how long they publish before anything counts
 * @param duration how long they publish after that
 */
public record MemberTask(
        int index, int members, int size, Order order, String cluster, int port, Duration warmup, Duration duration) {

    /** The multicast group of all rounds. */
    public static final String GROUP = "239.255.47.11";
}
