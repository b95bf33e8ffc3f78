/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/**
 * What the demo is to show, and where: a cluster of its own, so that any number of demos run beside each other.
 *
 * @param members the names of the members
 * @param length how long the show should take
 * @param rate how many messages each member publishes per second
 * @param cluster the name of the cluster
 * @param address where its members meet
 */
record DemoPlan(List<String> members, Duration length, int rate, String cluster, String address) {

    private static final List<String> NAMES = List.of("ant", "bee", "cat", "dog", "elk", "fox", "gnu", "hen", "ibis");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int FEWEST = 3;
    private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(60);

    static DemoPlan of(int members, int seconds, int rate) {
        require("--members", members, FEWEST, NAMES.size());
        require("--seconds", seconds, 5, 3600);
        require("--rate", rate, 1, 100_000);
        String cluster = String.format("demo-%08x", RANDOM.nextInt());
        return new DemoPlan(NAMES.subList(0, members), Duration.ofSeconds(seconds), rate, cluster, randomAddress());
    }

    private static void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(option + " must be " + least + " to " + most + ", not " + value);
        }
    }

    /** Aeron wants an odd last number. Two ports are used, so an even one and the next are ours. */
    private static String randomAddress() {
        int port = 20_000 + 2 * RANDOM.nextInt(5_000);
        return "239.255." + (1 + RANDOM.nextInt(254)) + "." + (1 + 2 * RANDOM.nextInt(127)) + ":" + port;
    }

    /** How long a step may take before the demo has failed: generous, since the machine may be busy. */
    Duration patience() {
        return length.compareTo(SHORTEST_PATIENCE) > 0 ? length : SHORTEST_PATIENCE;
    }

    /** Returns a point of the show as the time since its start. */
    Duration at(double fraction) {
        return Duration.ofMillis(Math.round(length.toMillis() * fraction));
    }

    /**
     * Returns who serves the dashboard: the second to join, which is never killed. It is the coordinator when the first has been
     * killed, and the other one that is killed is not.
     */
    String host() {
        return members.get(1);
    }

    String title() {
        return String.format(
                "%d members, %d messages/s each, cluster %s at %s on loopback", members.size(), rate, cluster, address);
    }
}
