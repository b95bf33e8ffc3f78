/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.core.MessagingConfig;
import io.viewbus.membership.core.MembershipConfig;
import io.viewbus.testkit.net.NetworkConditions;
import io.viewbus.testkit.time.SimRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a seed stands for. Each seed draws which kinds of faults it has at all, so that rare combinations get clean runs.
 *
 * @param withMessaging whether members run messaging, or membership alone
 * @param names the members that are started first
 * @param membership their settings
 * @param messaging their settings
 * @param network how the network is without faults
 * @param kinds the kinds of faults
 * @param faultGapNs about how long after the end of a fault the next one starts
 * @param busyNs how long faults go on
 * @param publishGapNs about how often a member publishes
 * @param slowConsumers how many members out of 1000 are slow
 */
record SimPlan(
        boolean withMessaging,
        List<String> names,
        MembershipConfig membership,
        MessagingConfig messaging,
        NetworkConditions network,
        Set<FaultKind> kinds,
        long faultGapNs,
        long busyNs,
        long publishGapNs,
        int slowConsumers) {

    static final long MS = 1_000_000L;
    static final long SECOND = 1000 * MS;

    private static final String CLUSTER = "sim";

    static SimPlan draw(SimRandom random, boolean withMessaging) {
        int size = 3 + random.below(5);
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            names.add("m" + i);
        }
        return new SimPlan(
                withMessaging,
                List.copyOf(names),
                drawMembership(random, size),
                drawMessaging(random, size),
                drawNetwork(random),
                drawKinds(random),
                random.pick(List.of(300 * MS, SECOND, 3 * SECOND)),
                random.between(26 * SECOND, 30 * SECOND),
                size * random.between(130 * MS, 200 * MS),
                random.pick(List.of(0, 200, 500)));
    }

    /**
     * Returns how many starters found a cluster when they hear no other: as many as were announced, or one under the dev rule.
     * That is documented, so the simulation never cuts off so many of them.
     */
    int founders() {
        return Math.max(1, membership.expectedSize());
    }

    private static MembershipConfig drawMembership(SimRandom random, int size) {
        MembershipConfig defaults = MembershipConfig.of(CLUSTER);
        return random.chance(500) ? defaults : defaults.withExpectedSize(size);
    }

    /** Small windows fill soon, and cost less memory; the largest messages are for small clusters. */
    private static MessagingConfig drawMessaging(SimRandom random, int size) {
        MessagingConfig defaults = MessagingConfig.defaults();
        if (size <= 4 && random.chance(400)) {
            return defaults.withWindows(300_000, 1 << 18, defaults.maxPayload());
        }
        return random.pick(List.of(
                defaults.withWindows(1 << 14, 1 << 13, 1 << 13),
                defaults.withWindows(1 << 16, 1 << 15, 1 << 14),
                defaults.withWindows(1 << 17, 1 << 17, 1 << 16)));
    }

    private static NetworkConditions drawNetwork(SimRandom random) {
        return new NetworkConditions(
                MS / 50,
                random.pick(List.of(MS / 3, MS, 5 * MS, 20 * MS)),
                random.pick(List.of(0, 0, 2, 10, 50)),
                random.pick(List.of(0, 0, 10, 50)),
                random.between(2 * MS, 20 * MS),
                random.between(10 * MS, 150 * MS),
                random.pick(List.of(300 * MS, SECOND, 3 * SECOND)),
                (int) random.between(1 << 19, 1 << 21),
                4 << 20,
                (int) random.between(1 << 19, 1 << 20));
    }

    /** About half of all kinds, and never only such as change no view. */
    private static Set<FaultKind> drawKinds(SimRandom random) {
        List<FaultKind> all = new ArrayList<>(List.of(FaultKind.values()));
        EnumSet<FaultKind> drawn = EnumSet.noneOf(FaultKind.class);
        int count = 3 + random.below(all.size() - 3);
        for (int i = 0; i < count; i++) {
            drawn.add(all.remove(random.below(all.size())));
        }
        if (drawn.stream().noneMatch(FaultKind::changesView)) {
            drawn.add(FaultKind.CRASH);
        }
        return Collections.unmodifiableSet(drawn);
    }
}
