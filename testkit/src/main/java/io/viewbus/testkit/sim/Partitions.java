/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static io.viewbus.testkit.sim.SimPlan.MS;

import io.viewbus.testkit.net.Lane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Faults that make a cluster fall into parts. */
final class Partitions {

    private static final int MOST_REPETITIONS = 5;

    private Partitions() {}

    static boolean random(Scene scene) {
        return split(scene, scene.random().between(1, Math.max(1, scene.names().size() - 1)));
    }

    static boolean clean(Scene scene) {
        return split(scene, (scene.names().size() - 1) / 2);
    }

    static boolean even(Scene scene) {
        return split(scene, scene.names().size() / 2);
    }

    static boolean isolation(Scene scene) {
        return split(scene, 1);
    }

    private static boolean split(Scene scene, long first) {
        List<String> names = scene.names();
        if (first < 1 || first >= names.size() || !scene.mayDisturb()) {
            return false;
        }
        apart(scene, names, (int) first, scene.random().skewed(50 * MS, 6000 * MS));
        return true;
    }

    private static void apart(Scene scene, List<String> names, int first, long durationNs) {
        List<List<String>> sides =
                List.of(List.copyOf(names.subList(0, first)), List.copyOf(names.subList(first, names.size())));
        scene.tell(sides.get(0) + " | " + sides.get(1) + " for " + durationNs / MS + " ms");
        scene.network().partition(sides);
        scene.lasting(durationNs, () -> scene.network().merge(sides));
    }

    /** Members hear their two neighbours in a circle only. */
    static boolean ring(Scene scene) {
        List<String> names = scene.names();
        int size = names.size();
        if (size < 4 || !scene.mayDisturb()) {
            return false;
        }
        long durationNs = scene.random().skewed(200 * MS, 5000 * MS);
        scene.tell(names + " in a circle for " + durationNs / MS + " ms");
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                int distance = Math.floorMod(i - j, size);
                if (distance > 1 && distance < size - 1) {
                    scene.cut(names.get(i), names.get(j), Lane.BOTH, durationNs);
                }
            }
        }
        scene.lasting(durationNs, () -> {});
        return true;
    }

    static boolean bridge(Scene scene) {
        List<String> names = scene.names();
        if (names.size() < 3 || !scene.mayDisturb()) {
            return false;
        }
        List<String> ends = names.subList(1, names.size());
        scene.tell(names.get(0) + " hears all of");
        apart(scene, ends, ends.size() / 2, scene.random().skewed(200 * MS, 5000 * MS));
        return true;
    }

    /** One partition after the other, each other sides, with hardly any time in between. */
    static boolean again(Scene scene) {
        if (scene.names().size() < 2 || !scene.mayDisturb()) {
            return false;
        }
        int repetitions = 2 + scene.random().below(MOST_REPETITIONS - 1);
        long periodNs = scene.random().between(250 * MS, 1500 * MS);
        scene.tell(repetitions + " times, for " + periodNs / MS + " ms each");
        for (int i = 0; i < repetitions; i++) {
            int turn = i;
            scene.after(i * (periodNs + 20 * MS), () -> turn(scene, turn, periodNs));
        }
        return true;
    }

    private static void turn(Scene scene, int turn, long periodNs) {
        List<String> names = new ArrayList<>(scene.names());
        if (names.size() >= 2 && scene.mayDisturb()) {
            Collections.rotate(names, turn);
            apart(scene, names, 1 + scene.random().below(names.size() - 1), periodNs);
        }
    }

    static boolean inChange(Scene scene) {
        SimMember victim = scene.pickWeighted();
        if (victim == null) {
            return false;
        }
        Ambush.Step step = scene.random().pick(Ambush.Step.OF_CHANGES);
        scene.tell("when " + victim.name() + " is at step " + step);
        scene.stage().ambush().arm(List.of(victim), step, scene.random().below(3), present -> {
            if (scene.isOpen() && random(scene)) {
                scene.stage().ambush().disarm();
                scene.note("partition" + scene.story());
            }
        });
        Arrivals.provoke(scene, victim);
        return true;
    }
}
