/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static io.viewbus.testkit.sim.SimPlan.MS;

import io.viewbus.testkit.time.SimRandom;
import org.jspecify.annotations.Nullable;

/** What people do on purpose: members come and go. */
final class Arrivals {

    private static final int MOST_AT_ONCE = 4;

    private Arrivals() {}

    static boolean join(Scene scene) {
        return join(scene, 1);
    }

    static boolean joinStorm(Scene scene) {
        return join(scene, 2 + scene.random().below(MOST_AT_ONCE));
    }

    private static boolean join(Scene scene, int count) {
        SimCluster cluster = scene.cluster();
        int room = cluster.plan().mostMembers() - cluster.members().size() - cluster.waiting();
        if (room < 1) {
            return false;
        }
        for (int i = 0; i < Math.min(count, room); i++) {
            String name = scene.newName((char) ('a' + i));
            scene.tell(name);
            cluster.startLater(name, scene.random().skewed(0, 100 * MS));
        }
        return true;
    }

    static boolean leave(Scene scene) {
        return leave(scene, scene.pickOther());
    }

    static boolean leaveCoordinator(Scene scene) {
        return leave(scene, scene.cluster().coordinator());
    }

    static boolean leaveStorm(Scene scene) {
        boolean any = false;
        int count = 2 + scene.random().below(MOST_AT_ONCE - 1);
        for (int i = 0; i < count; i++) {
            any |= leave(scene, scene.pick(member -> true));
        }
        return any;
    }

    private static boolean leave(Scene scene, @Nullable SimMember leaver) {
        if (leaver == null || leaver.isPaused() || !scene.cluster().caution().canLose(leaver)) {
            return false;
        }
        scene.tell(leaver.name() + " leaves");
        leaver.leave();
        if (scene.random().chance(500)) {
            scene.cluster().startLater(leaver.name(), scene.random().between(1000 * MS, 4000 * MS));
        }
        return true;
    }

    /** Starts a change of the view by somebody else than the victim of a fault. */
    static void provoke(Scene scene, SimMember victim) {
        SimMember other = scene.pick(member -> member != victim);
        SimRandom random = scene.random();
        int die = random.below(4);
        if (die == 0 && other != null) {
            Crashes.crash(scene, other);
        } else if (die == 1 && other != null) {
            leave(scene, other);
        } else if (die == 2 && other != null) {
            Pauses.pause(scene, other, true);
        } else {
            join(scene, 1);
        }
    }
}
