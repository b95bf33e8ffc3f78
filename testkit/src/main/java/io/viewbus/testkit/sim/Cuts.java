/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static io.viewbus.testkit.sim.SimPlan.MS;

import io.viewbus.testkit.net.Lane;
import java.util.ArrayList;
import java.util.List;

/** Faults of single directions: nothing passes, or nothing for now. */
final class Cuts {

    private static final int MOST_FLAPS = 6;
    private static final int MOST_BURSTS = 4;

    private Cuts() {}

    static boolean oneWay(Scene scene) {
        return way(scene, Lane.BOTH);
    }

    static boolean oneLane(Scene scene) {
        return way(scene, List.of(scene.random().pick(Lane.BOTH)));
    }

    private static boolean way(Scene scene, List<Lane> lanes) {
        List<SimMember> two = scene.pickTwo();
        if (two.isEmpty() || !scene.mayDisturb()) {
            return false;
        }
        long durationNs = scene.random().skewed(50 * MS, 5000 * MS);
        String from = two.get(0).name();
        String to = two.get(1).name();
        scene.tell(to + " does not hear " + from + " " + lanes + " for " + durationNs / MS + " ms");
        scene.cut(from, to, lanes, durationNs);
        scene.lasting(durationNs, () -> {});
        return true;
    }

    static boolean muteOrDeaf(Scene scene) {
        SimMember victim = scene.pick(member -> true);
        if (victim == null || !scene.mayDisturb()) {
            return false;
        }
        boolean mute = scene.random().chance(500);
        long durationNs = scene.random().skewed(50 * MS, 4000 * MS);
        scene.tell(victim.name() + (mute ? " is mute" : " is deaf") + " for " + durationNs / MS + " ms");
        for (String other : scene.names()) {
            if (!other.equals(victim.name())) {
                scene.cut(mute ? victim.name() : other, mute ? other : victim.name(), Lane.BOTH, durationNs);
            }
        }
        scene.lasting(durationNs, () -> {});
        return true;
    }

    static boolean pair(Scene scene) {
        List<SimMember> two = scene.pickTwo();
        if (two.isEmpty() || !scene.mayDisturb()) {
            return false;
        }
        long durationNs = scene.random().skewed(50 * MS, 5000 * MS);
        String one = two.get(0).name();
        String other = two.get(1).name();
        scene.tell(one + " and " + other + " do not hear each other for " + durationNs / MS + " ms");
        scene.cut(one, other, Lane.BOTH, durationNs);
        scene.cut(other, one, Lane.BOTH, durationNs);
        scene.lasting(durationNs, () -> {});
        return true;
    }

    static boolean flapping(Scene scene) {
        List<SimMember> two = scene.pickTwo();
        if (two.isEmpty() || !scene.mayDisturb()) {
            return false;
        }
        long periodNs = scene.random().between(50 * MS, 700 * MS);
        String from = two.get(0).name();
        String to = two.get(1).name();
        scene.tell(to + " hears " + from + " every other " + periodNs / MS + " ms");
        for (int i = 0; i < MOST_FLAPS; i++) {
            scene.after(2L * i * periodNs, () -> {
                if (scene.mayDisturb()) {
                    scene.cut(from, to, Lane.BOTH, periodNs);
                }
            });
        }
        return true;
    }

    /** Too short for a suspicion by itself: nobody but who is suspected for something else should notice. */
    static boolean bursts(Scene scene) {
        if (!scene.mayDisturb()) {
            return false;
        }
        List<List<String>> ways = scene.pickWays();
        List<Lane> lanes = scene.pickLanes();
        int count = 1 + scene.random().below(MOST_BURSTS);
        scene.tell(count + " bursts of loss from and to " + ways + " " + lanes);
        long atNs = 0;
        for (int i = 0; i < count; i++) {
            long durationNs = scene.random().between(50 * MS, 500 * MS);
            scene.after(atNs, () -> burst(scene, ways, lanes, durationNs));
            atNs += durationNs + scene.random().between(20 * MS, 1000 * MS);
        }
        return true;
    }

    private static void burst(Scene scene, List<List<String>> ways, List<Lane> lanes, long durationNs) {
        if (scene.mayDisturb()) {
            ways.forEach(way -> scene.cut(way.get(0), way.get(1), lanes, durationNs));
        }
    }

    static boolean clog(Scene scene) {
        if (!scene.mayDisturb()) {
            return false;
        }
        List<List<String>> ways = scene.pickWays();
        List<Lane> lanes = scene.pickLanes();
        long durationNs = scene.random().skewed(20 * MS, 4000 * MS);
        scene.tell(ways + " " + lanes + " for " + durationNs / MS + " ms");
        ways.forEach(way -> scene.clog(way.get(0), way.get(1), lanes, durationNs));
        scene.lasting(durationNs, () -> {});
        return true;
    }

    static boolean swizzle(Scene scene) {
        if (!scene.mayDisturb()) {
            return false;
        }
        List<List<String>> ways = new ArrayList<>(scene.pickWays());
        long mostNs = scene.random().between(500 * MS, 4000 * MS);
        scene.tell(ways + " within " + mostNs / MS + " ms");
        for (List<String> way : ways) {
            long fromNs = scene.random().between(0, mostNs / 2);
            long durationNs = scene.random().between(10 * MS, mostNs / 2);
            scene.after(fromNs, () -> {
                if (scene.cluster().caution().mayCut()) {
                    scene.clog(way.get(0), way.get(1), Lane.BOTH, durationNs);
                }
            });
        }
        scene.lasting(mostNs, () -> {});
        return true;
    }
}
