/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static io.viewbus.testkit.sim.SimPlan.MS;

import io.viewbus.testkit.time.SimRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults that end a process. */
final class Crashes {

    private static final int MOST_RESTARTS = 6;

    private Crashes() {}

    static boolean anyMember(Scene scene) {
        return crash(scene, scene.pickOther());
    }

    static boolean coordinator(Scene scene) {
        return crash(scene, scene.cluster().coordinator());
    }

    static boolean crash(Scene scene, @Nullable SimMember victim) {
        if (victim == null || !scene.cluster().caution().canLose(victim)) {
            return false;
        }
        scene.tell(victim.name());
        victim.crash();
        if (scene.random().chance(700)) {
            restart(scene, victim);
        }
        return true;
    }

    static boolean quickRestart(Scene scene) {
        SimMember victim = scene.pick(member -> true);
        if (victim == null || !scene.cluster().caution().canLose(victim)) {
            return false;
        }
        scene.tell(victim.name());
        victim.crash();
        scene.cluster().startLater(victim.name(), scene.random().skewed(0, 50 * MS));
        return true;
    }

    /** Again and again, each time for a moment. */
    static boolean restartStorm(Scene scene) {
        SimMember first = scene.pick(member -> true);
        if (first == null || !quickRestart(scene)) {
            return false;
        }
        int restarts = 1 + scene.random().below(MOST_RESTARTS);
        long gapNs = scene.random().between(50 * MS, 600 * MS);
        for (int i = 1; i <= restarts; i++) {
            scene.after(i * gapNs, () -> crashAgain(scene, first.name()));
        }
        return true;
    }

    private static void crashAgain(Scene scene, String name) {
        SimMember present = scene.cluster().find(name);
        if (present != null && scene.cluster().caution().canLose(present)) {
            present.crash();
            scene.cluster().startLater(name, scene.random().skewed(0, 50 * MS));
        }
    }

    /** Something small starts a change, and somebody dies at the n-th step of a kind that he, or anybody, takes. */
    static boolean atStep(Scene scene) {
        List<SimMember> victims = victims(scene);
        if (victims.isEmpty()) {
            return false;
        }
        SimRandom random = scene.random();
        Ambush.Step step = random.pick(random.chance(700) ? Ambush.Step.OF_CHANGES : Ambush.Step.ALL);
        scene.tell(names(victims) + " at step " + step);
        scene.stage().ambush().arm(victims, step, random.below(3), victim -> die(scene, victim, "step " + step));
        Arrivals.provoke(scene, victims.get(0));
        return true;
    }

    static boolean whileSending(Scene scene) {
        List<SimMember> victims = victims(scene);
        if (victims.isEmpty()) {
            return false;
        }
        SendPoint point = scene.random().pick(SendPoint.ALL);
        boolean before = scene.random().chance(500);
        String name = (before ? "before " : "after ") + point.name();
        scene.tell(names(victims) + " " + name);
        int[] skip = {scene.random().below(3)};
        for (SimMember victim : victims) {
            victim.session().onSend((lane, buffer, offset, length, sent) -> {
                if (sent != before && point.matches(lane, buffer, offset, length) && skip[0]-- <= 0) {
                    die(scene, victim, name);
                }
            });
        }
        Arrivals.provoke(scene, victims.get(0));
        return true;
    }

    /** Returns one member, or all of them: then it hits who comes first. */
    private static List<SimMember> victims(Scene scene) {
        SimMember victim = scene.random().chance(400) ? scene.pickWeighted() : null;
        return victim == null ? scene.candidates(member -> true) : List.of(victim);
    }

    private static List<String> names(List<SimMember> members) {
        return members.stream().map(SimMember::name).toList();
    }

    /** Ends the victim where this is called, if the cluster can bear that now; else perhaps at the next occasion. */
    private static void die(Scene scene, SimMember victim, String point) {
        if (scene.isOpen() && scene.cluster().caution().canLose(victim)) {
            scene.stage().crashedAt(point);
            scene.stage().disarm();
            restart(scene, victim);
            throw new SimulatedCrash();
        }
    }

    /** Sends are answered with "closed" for a moment before the transport says that it is broken. */
    static boolean transportBreaks(Scene scene) {
        SimMember victim = scene.pick(member -> true);
        if (victim == null || !scene.cluster().caution().canLose(victim)) {
            return false;
        }
        scene.tell(victim.name());
        victim.breakTransport();
        scene.cluster().time().after(scene.random().skewed(0, 200 * MS), victim::failTransport);
        restart(scene, victim);
        return true;
    }

    private static void restart(Scene scene, SimMember victim) {
        scene.cluster().startLater(victim.name(), scene.random().skewed(MS, 4000 * MS));
    }
}
