/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static io.viewbus.testkit.sim.SimPlan.MS;
import static io.viewbus.testkit.sim.SimPlan.SECOND;

import org.jspecify.annotations.Nullable;

/** Faults of a process that lives: it stands still, or its clock is wrong. */
final class Pauses {

    /** A twentieth. */
    private static final long MOST_DRIFT_MILLIONTHS = 50_000;

    private Pauses() {}

    static boolean anyMember(Scene scene) {
        return pause(scene, scene.pickOther(), true);
    }

    static boolean coordinator(Scene scene) {
        return pause(scene, scene.cluster().coordinator(), true);
    }

    static boolean zombie(Scene scene) {
        return pause(scene, scene.pickWeighted(), false);
    }

    static boolean pause(Scene scene, @Nullable SimMember victim, boolean withDriver) {
        if (victim == null || victim.isPaused() || !scene.mayDisturb()) {
            return false;
        }
        long durationNs = scene.random().skewed(20 * MS, 5000 * MS);
        scene.tell("pause " + victim.name() + " for " + durationNs / MS + " ms");
        victim.pause(withDriver);
        scene.lasting(durationNs, victim::resume);
        return true;
    }

    /** With a pause it is a suspended machine, without one a virtual machine that was moved. */
    static boolean clockJump(Scene scene) {
        SimMember victim = scene.pick(member -> true);
        if (victim == null) {
            return false;
        }
        long jumpNs = scene.random().skewed(100 * MS, 60 * SECOND);
        if (scene.random().chance(500) && pause(scene, victim, true)) {
            scene.tell("then");
        }
        scene.tell("the clock of " + victim.name() + " jumps by " + jumpNs / MS + " ms");
        victim.clock().jump(jumpNs);
        return true;
    }

    static boolean clockDrift(Scene scene) {
        boolean any = false;
        for (SimMember member : scene.candidates(candidate -> scene.random().chance(500))) {
            long millionths = scene.random().between(-MOST_DRIFT_MILLIONTHS, MOST_DRIFT_MILLIONTHS);
            scene.tell(member.name() + " by " + millionths + " of a million");
            member.clock().drift(millionths);
            any = true;
        }
        return any;
    }
}
