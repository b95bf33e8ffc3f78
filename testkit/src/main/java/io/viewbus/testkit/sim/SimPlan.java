/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.core.MessagingConfig;
import io.viewbus.core.wire.DataHeader;
import io.viewbus.membership.core.MembershipConfig;
import io.viewbus.testkit.check.Terms;
import io.viewbus.testkit.net.NetworkConditions;
import io.viewbus.testkit.time.SimRandom;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a seed stands for. Each part is drawn from chance of its own: another number of members, or fewer faults, leave the
 * rest as it is.
 *
 * @param withMessaging whether members run messaging, or membership alone
 * @param names the members that are started first
 * @param spreadNs within how long they are started
 * @param membership their settings
 * @param messaging their settings
 * @param network how the network is without faults
 * @param episodes the faults
 * @param faultsAtOnce how many of them may last at the same time
 * @param busyNs how long faults go on
 * @param leastNs the least that the run takes
 * @param topics the topics that all members know, with their orders in their names
 * @param publishGapNs about how often a member publishes
 * @param slowConsumers how many members out of 1000 are slow
 * @param idleTurnNs the longest nap of an agent that has nothing to do
 * @param watching whether and how well members watch each other's processes
 */
record SimPlan(
        boolean withMessaging,
        List<String> names,
        long spreadNs,
        MembershipConfig membership,
        MessagingConfig messaging,
        NetworkConditions network,
        List<Episode> episodes,
        int faultsAtOnce,
        long busyNs,
        long leastNs,
        List<String> topics,
        long publishGapNs,
        int slowConsumers,
        long idleTurnNs,
        Watching watching) {

    static final long MS = 1_000_000L;
    static final long SECOND = 1000 * MS;

    private static final String CLUSTER = "sim";
    private static final int ROOM_FOR_JOINERS = 4;

    static SimPlan draw(RunSpec spec) {
        SimRandom random = new SimRandom(spec.seed()).named("plan");
        int size = drawSize(random.named("size"), spec.leastMembers(), spec.mostMembers());
        SimRandom pace = random.named("pace");
        long gapNs = pace.pick(List.of(300 * MS, 800 * MS, 2 * SECOND, 5 * SECOND));
        long busyNs = spec.profile().drawBusyNs(pace);
        return new SimPlan(
                spec.withMessaging(),
                IntStream.rangeClosed(1, size).mapToObj(i -> "m" + i).toList(),
                random.named("spread").pick(List.of(0L, 20 * MS, 1500 * MS)),
                spec.policy().applyTo(drawMembership(random.named("membership"), size)),
                drawMessaging(random.named("messaging")),
                drawNetwork(random.named("network")),
                Schedule.draw(random.named("schedule"), gapNs, busyNs).stream()
                        .filter(spec::strikes)
                        .toList(),
                pace.pick(List.of(1, 1, 2, 5)),
                busyNs,
                spec.profile().leastNs(),
                TopicUse.drawNames(random.named("topics")),
                drawPublishGap(random.named("publishing"), size),
                random.named("consumers").pick(List.of(0, 200, 500)),
                random.named("turns").pick(List.of(10 * MS, 40 * MS, 60 * MS, 60 * MS)),
                spec.withWatching() ? Watching.draw(spec.seed()) : Watching.OFF);
    }

    /**
     * Returns how many starters found a cluster when they hear no other: as many as were announced, or one under the dev rule.
     * That is documented, so the simulation never cuts off so many of them.
     */
    int founders() {
        return Math.max(1, membership.expectedSize());
    }

    /** Returns how the network is when faults are over. */
    NetworkConditions calm() {
        return network.withLoss(0).withBackPressure(0);
    }

    /** Returns what the checker must know of the settings. */
    Terms terms() {
        int frame = messaging.maxPayload() + 2 * DataHeader.LENGTH;
        return Terms.UNKNOWN
                .withExpectedSize(membership.expectedSize())
                .withPartitions(membership.partitions())
                .withSuspectNs(membership.suspectNs())
                .withLimits(messaging.window(), 3 * messaging.window() + frame);
    }

    /** Returns how many members there may be, with all that come later. */
    int mostMembers() {
        return names.size() + ROOM_FOR_JOINERS;
    }

    /** Few members show most mistakes, and cost less. */
    private static int drawSize(SimRandom random, int least, int most) {
        return (int) random.between(least, random.chance(500) ? most : (least + most) / 2);
    }

    /** Some clusters are busy; the others leave the time to faults. */
    private static long drawPublishGap(SimRandom random, int size) {
        return size * random.between(130 * MS, 200 * MS) / random.pick(List.of(1, 1, 1, 4));
    }

    private static MembershipConfig drawMembership(SimRandom random, int size) {
        MembershipConfig defaults = MembershipConfig.of(CLUSTER).withSuspectNs(500 * MS);
        return random.chance(500) ? defaults : defaults.withExpectedSize(size);
    }

    /** Small windows fill soon, and cost less memory; few runs have the largest messages. */
    private static MessagingConfig drawMessaging(SimRandom random) {
        MessagingConfig defaults = MessagingConfig.defaults();
        MessagingConfig drawn = random.chance(50)
                ? defaults.withWindows(300_000, 1 << 18, defaults.maxPayload())
                : random.pick(List.of(
                        defaults.withWindows(1 << 14, 1 << 13, 1 << 13),
                        defaults.withWindows(1 << 16, 1 << 15, 1 << 14),
                        defaults.withWindows(1 << 17, 1 << 17, 1 << 16)));
        return withPending(drawn, random.pick(List.of(1 << 6, 1 << 10)));
    }

    private static MessagingConfig withPending(MessagingConfig config, int maxPending) {
        return new MessagingConfig(
                config.window(),
                config.topicWindow(),
                config.maxPayload(),
                config.maxTopics(),
                maxPending,
                config.ackNs(),
                config.refreshNs(),
                config.idleNs(),
                config.repairNs(),
                config.creditNs());
    }

    private static NetworkConditions drawNetwork(SimRandom random) {
        return new NetworkConditions(
                MS / 50,
                random.pick(List.of(MS / 3, MS, 5 * MS, 20 * MS)),
                random.pick(List.of(0, 0, 2, 10, 50)),
                random.pick(List.of(0, 0, 5, 50)),
                random.pick(List.of(0, 0, 10, 50)),
                random.between(2 * MS, 20 * MS),
                random.between(10 * MS, 150 * MS),
                random.pick(List.of(300 * MS, SECOND, 3 * SECOND)),
                (int) random.between(1 << 19, 1 << 21),
                4 << 20,
                (int) random.between(1 << 19, 1 << 20));
    }
}
