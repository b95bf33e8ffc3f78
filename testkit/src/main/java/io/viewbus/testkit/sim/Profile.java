/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static io.viewbus.testkit.sim.SimPlan.SECOND;

import io.viewbus.testkit.time.SimRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How long runs are and how many members they have, unless that is said. */
enum Profile {
    /** Half a minute of three to seven members: most of what goes wrong goes wrong early. */
    SHORT(3, 7, 24 * SECOND, 27 * SECOND, 30 * SECOND),
    /** Two minutes of five members. */
    CI(5, 5, 104 * SECOND, 112 * SECOND, 120 * SECOND);

    /** How many seeds {@code --profile} runs if that is not said. */
    static final int SEEDS = 1000;

    private final int leastMembers;
    private final int mostMembers;
    private final long leastBusyNs;
    private final long mostBusyNs;
    private final long leastNs;

    Profile(int leastMembers, int mostMembers, long leastBusyNs, long mostBusyNs, long leastNs) {
        this.leastMembers = leastMembers;
        this.mostMembers = mostMembers;
        this.leastBusyNs = leastBusyNs;
        this.mostBusyNs = mostBusyNs;
        this.leastNs = leastNs;
    }

    static Profile of(String name) {
        for (Profile profile : values()) {
            if (profile.toString().equals(name)) {
                return profile;
            }
        }
        throw new IllegalArgumentException("there is no profile " + name + ", only " + names());
    }

    static String names() {
        return Arrays.stream(values()).map(Profile::toString).collect(Collectors.joining(" and "));
    }

    int leastMembers() {
        return leastMembers;
    }

    int mostMembers() {
        return mostMembers;
    }

    /** Draws how long faults go on. */
    long drawBusyNs(SimRandom random) {
        return random.between(leastBusyNs, mostBusyNs);
    }

    /** Returns the least that a run takes, whether or not it is settled before. */
    long leastNs() {
        return leastNs;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
