/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that a run follows from, besides the code. The command line can say the same.
 *
 * @param seed the seed
 * @param profile how long, and how many members
 * @param leastMembers the least number of members at the start
 * @param mostMembers the most
 * @param policy what the cluster does when it falls into parts
 * @param withMessaging whether members run messaging, or membership alone
 * @param only the numbers of the faults that strike, or null for all
 * @param canary whether a defect is planted
 * @param withWatching whether members watch each other's processes where the seed says so
 */
record RunSpec(
        long seed,
        Profile profile,
        int leastMembers,
        int mostMembers,
        Policy policy,
        boolean withMessaging,
        @Nullable TreeSet<Integer> only,
        boolean canary,
        boolean withWatching) {

    static RunSpec of(long seed) {
        Profile profile = Profile.SHORT;
        return new RunSpec(
                seed, profile, profile.leastMembers(), profile.mostMembers(), Policy.PRIMARY, true, null, false, true);
    }

    RunSpec withSeed(long other) {
        return new RunSpec(
                other, profile, leastMembers, mostMembers, policy, withMessaging, only, canary, withWatching);
    }

    RunSpec withMembers(int count) {
        return new RunSpec(seed, profile, count, count, policy, withMessaging, only, canary, withWatching);
    }

    RunSpec withPolicy(Policy other) {
        return new RunSpec(seed, profile, leastMembers, mostMembers, other, withMessaging, only, canary, withWatching);
    }

    RunSpec withOnly(Collection<Integer> faults) {
        return new RunSpec(
                seed,
                profile,
                leastMembers,
                mostMembers,
                policy,
                withMessaging,
                new TreeSet<>(faults),
                canary,
                withWatching);
    }

    RunSpec membershipAlone() {
        return new RunSpec(seed, profile, leastMembers, mostMembers, policy, false, only, canary, withWatching);
    }

    RunSpec withoutWatching() {
        return new RunSpec(seed, profile, leastMembers, mostMembers, policy, withMessaging, only, canary, false);
    }

    RunSpec withCanary() {
        return new RunSpec(seed, profile, leastMembers, mostMembers, policy, withMessaging, only, true, withWatching);
    }

    boolean strikes(Episode episode) {
        return only == null || only.contains(episode.number());
    }

    /** Returns the command that runs exactly this. */
    String command() {
        StringBuilder command = new StringBuilder("bin/sim --seed " + seed);
        if (profile != Profile.SHORT) {
            command.append(" --profile ").append(profile);
        }
        if (leastMembers != profile.leastMembers() || mostMembers != profile.mostMembers()) {
            command.append(" --members ").append(leastMembers);
            command.append(leastMembers == mostMembers ? "" : "-" + mostMembers);
        }
        if (policy != Policy.PRIMARY) {
            command.append(" --policy ").append(policy);
        }
        if (only != null) {
            String numbers = only.stream().map(String::valueOf).collect(Collectors.joining(","));
            command.append(" --only ").append(numbers.isEmpty() ? "none" : numbers);
        }
        return command + (withMessaging ? "" : " --membership") + (withWatching ? "" : " --no-liveness")
                + (canary ? " --canary" : "") + " --trace";
    }
}
