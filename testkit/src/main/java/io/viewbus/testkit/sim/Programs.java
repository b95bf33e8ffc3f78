/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static io.viewbus.testkit.sim.SimPlan.MS;

/** Faults of the program that uses a member. */
final class Programs {

    private Programs() {}

    static boolean slow(Scene scene) {
        return appetite(scene, SimUser.Appetite.SMALL);
    }

    static boolean stopped(Scene scene) {
        return appetite(scene, SimUser.Appetite.NONE);
    }

    private static boolean appetite(Scene scene, SimUser.Appetite appetite) {
        SimMember victim = scene.pick(member -> true);
        if (victim == null) {
            return false;
        }
        long durationNs = scene.random().skewed(50 * MS, 8000 * MS);
        scene.tell(victim.name() + " for " + durationNs / MS + " ms");
        victim.user().become(appetite);
        scene.after(durationNs, () -> victim.user().become(SimUser.Appetite.USUAL));
        return true;
    }
}
