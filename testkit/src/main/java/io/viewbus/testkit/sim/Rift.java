/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.net.Lane;
import io.viewbus.testkit.net.SimNetwork;
import io.viewbus.testkit.time.SimRandom;
import java.util.List;

/**
 * One link that stays broken, after everything came to rest, while all others are good: those at its ends must not stay in one
 * view. Faults that end by themselves do not show that, since then the link is good again before anybody asks.
 */
final class Rift {

    private static final int BOUND = 20;

    private final SimCluster cluster;
    private final String deaf;
    private final String unheard;
    private final boolean mutual;

    /**
     * Prepares it.
     *
     * @param cluster at rest, of two members at least
     * @param random where chance comes from
     */
    Rift(SimCluster cluster, SimRandom random) {
        this.cluster = cluster;
        List<SimMember> members = cluster.members();
        int first = random.below(members.size());
        int second = (first + 1 + random.below(members.size() - 1)) % members.size();
        deaf = members.get(first).name();
        unheard = members.get(second).name();
        mutual = random.chance(500);
    }

    void begin() {
        SimNetwork network = cluster.network();
        network.cut(unheard, deaf, Lane.BOTH);
        if (mutual) {
            network.cut(deaf, unheard, Lane.BOTH);
        }
    }

    /** Returns how long it takes: what must happen soon has happened then. */
    long spanNs() {
        return BOUND * cluster.plan().membership().suspectNs();
    }

    /** Tells whether both ends of the broken link are in one view, and have it. */
    boolean isIgnored() {
        SimMember one = cluster.find(deaf);
        SimMember other = cluster.find(unheard);
        return one != null
                && other != null
                && one.view() != null
                && one.view().equals(other.view())
                && one.view().members().containsAll(List.of(one.self(), other.self()));
    }

    void end() {
        cluster.network().heal();
    }

    @Override
    public String toString() {
        return deaf + " does not hear " + unheard + (mutual ? ", nor the other way round" : "");
    }
}
