/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static io.viewbus.testkit.sim.SimPlan.MS;

import io.viewbus.membership.core.MembershipConfig;
import io.viewbus.testkit.net.SimTransport;
import io.viewbus.testkit.time.SimRandom;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PartitionPolicy;

/**
 * Processes of another cluster on the same network, or with another partition policy. Nobody traces that they ask, so that one
 * that is let in is in a view without having asked (M11). Faults do not touch them, and they start when the cluster exists.
 */
final class Strangers {

    /** After how many runs out of 1000 there is one. */
    private static final int RUNS = 100;

    private static final String NAME = "stranger";

    private final SimCluster cluster;
    private final SimRandom random;
    private final MembershipConfig config;

    /**
     * Prepares them.
     *
     * @param cluster the cluster that they do not belong to
     * @param random where chance comes from
     */
    Strangers(SimCluster cluster, SimRandom random) {
        this.cluster = cluster;
        this.random = random;
        config = random.named("kind").chance(500) ? ofAnotherCluster() : withAnotherPolicy();
    }

    private MembershipConfig ofAnotherCluster() {
        return MembershipConfig.of("another").withPartitions(settings().partitions());
    }

    /** It expects so many that it founds nothing where it hears nobody. */
    private MembershipConfig withAnotherPolicy() {
        boolean primary = settings().partitions() == PartitionPolicy.PRIMARY;
        return settings()
                .withPartitions(primary ? PartitionPolicy.PARTITIONABLE : PartitionPolicy.PRIMARY)
                .withExpectedSize(MembershipConfig.MAX_MEMBERS);
    }

    private MembershipConfig settings() {
        return cluster.plan().membership();
    }

    /** Schedules the first, if there is one in this run. */
    void start() {
        if (random.chance(RUNS)) {
            comeLater();
        }
    }

    private void comeLater() {
        cluster.time().after(random.between(100 * MS, 5000 * MS), this::come);
    }

    private void come() {
        if (cluster.latest() == null) {
            comeLater();
            return;
        }
        Member self = new Member(NAME, new Incarnation(random.nextLong(), random.nextLong()));
        new Stranger(
                self,
                config,
                cluster,
                new SimTransport(cluster.network()).open(config.cluster(), self),
                random.named("member"));
    }
}
