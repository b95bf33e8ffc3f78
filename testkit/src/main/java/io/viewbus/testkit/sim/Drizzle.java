/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static io.viewbus.testkit.sim.SimPlan.MS;

import io.viewbus.testkit.net.NetworkConditions;
import io.viewbus.testkit.time.SimRandom;
import java.util.List;

/**
 * What no member may notice of another, after everything came to rest: each stands still for less than half the time of suspicion,
 * frames take a while, and one program consumes nothing although all publish.
 */
final class Drizzle {

    private static final long SPAN_NS = 1500 * MS;
    private static final double MOST_PAUSE = 0.45;
    private static final int DELAY_PARTS = 8;

    private final SimCluster cluster;
    private final SimRandom random;
    private final NetworkConditions calm;

    /**
     * Prepares it.
     *
     * @param cluster at rest
     * @param random where chance comes from
     * @param calm how the network is before and after
     */
    Drizzle(SimCluster cluster, SimRandom random, NetworkConditions calm) {
        this.cluster = cluster;
        this.random = random;
        this.calm = calm;
    }

    /** Lets it begin; it ends by itself. */
    void begin() {
        long suspectNs = cluster.plan().membership().suspectNs();
        List<SimMember> members = cluster.members();
        cluster.network().changeConditions(calm.withDelay(calm.minDelayNs(), suspectNs / DELAY_PARTS));
        members.get(random.below(members.size())).user().become(SimUser.Appetite.NONE);
        for (SimMember member : members) {
            member.user().resume();
            SimRandom own = random.named(member.name());
            long pauseNs = own.between(0, (long) (MOST_PAUSE * suspectNs));
            boolean withDriver = own.chance(500);
            cluster.time().after(own.between(0, SPAN_NS - suspectNs), () -> pause(member, pauseNs, withDriver));
        }
    }

    private void pause(SimMember member, long pauseNs, boolean withDriver) {
        member.pause(withDriver);
        cluster.time().after(pauseNs, member::resume);
    }

    /** Returns how long it takes. */
    long spanNs() {
        return SPAN_NS;
    }

    /** Ends what was done. */
    void end() {
        cluster.network().changeConditions(calm);
        cluster.members().forEach(SimMember::heal);
    }
}
