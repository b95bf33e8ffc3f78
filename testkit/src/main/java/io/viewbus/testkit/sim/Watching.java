/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static io.viewbus.testkit.sim.SimPlan.MS;

import io.viewbus.testkit.net.NetworkConditions;
import io.viewbus.testkit.time.SimRandom;
import java.util.List;

/**
 * Whether the members of a run watch each other's processes, and how well. Drawn from chance of its own: half of the seeds are as if
 * there were no such thing.
 *
 * @param on whether they do
 * @param lostPerMille how many endings out of 1000 are not noticed, by each watcher
 * @param falseGapNs about how often somebody hears of an ending that was none; 0 for never
 * @param key the seed of the chance of these
 */
record Watching(boolean on, int lostPerMille, long falseGapNs, long key) {

    static final Watching OFF = new Watching(false, 0, 0, 0);

    static Watching draw(long seed) {
        SimRandom random = new SimRandom(seed).named("liveness");
        return random.chance(500)
                ? new Watching(
                        true,
                        random.pick(List.of(0, 0, 100, 500)),
                        random.pick(List.of(0L, 300 * MS, 1000 * MS, 4000 * MS)),
                        random.nextLong())
                : OFF;
    }

    /** Tells whether whoever lives answers in time: nothing is lost or refused, and a frame is under way for a millisecond at most. */
    static boolean isSafe(NetworkConditions network) {
        return network.maxDelayNs() <= MS && network.lossPerMille() == 0 && network.backPressurePerMille() == 0;
    }
}
