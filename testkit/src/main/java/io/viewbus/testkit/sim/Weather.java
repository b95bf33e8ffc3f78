/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static io.viewbus.testkit.sim.SimPlan.MS;

import io.viewbus.testkit.net.Lane;
import io.viewbus.testkit.net.NetworkConditions;
import java.util.List;
import java.util.function.UnaryOperator;

/** Faults that leave everybody in reach: the network is worse than usual, in all or in some directions. */
final class Weather {

    private Weather() {}

    static boolean loss(Scene scene) {
        int perMille = (int) scene.random().between(50, 300);
        scene.tell(perMille + " of 1000");
        return change(scene, conditions -> conditions.withLoss(perMille));
    }

    static boolean delay(Scene scene) {
        long mostNs = scene.random().between(20 * MS, 150 * MS);
        scene.tell("up to " + mostNs / MS + " ms");
        return change(scene, conditions -> conditions.withDelay(conditions.minDelayNs(), mostNs));
    }

    static boolean copies(Scene scene) {
        int perMille = (int) scene.random().between(10, 500);
        scene.tell(perMille + " of 1000");
        return change(scene, conditions -> conditions.withCopies(perMille));
    }

    private static boolean change(Scene scene, UnaryOperator<NetworkConditions> change) {
        scene.stage().add(change);
        scene.after(
                scene.random().skewed(100 * MS, 4000 * MS), () -> scene.stage().remove(change));
        return true;
    }

    static boolean slowLinks(Scene scene) {
        List<List<String>> ways = scene.pickWays();
        List<Lane> lanes = scene.pickLanes();
        scene.tell(ways + " " + lanes);
        for (List<String> way : ways) {
            long extraNs = scene.random().skewed(5 * MS, 200 * MS);
            scene.network().slow(way.get(0), way.get(1), lanes, extraNs);
        }
        scene.after(
                scene.random().skewed(100 * MS, 5000 * MS),
                () -> ways.forEach(way -> scene.network().slow(way.get(0), way.get(1), lanes, 0)));
        return true;
    }

    static boolean lossyLinks(Scene scene) {
        List<List<String>> ways = scene.pickWays();
        List<Lane> lanes = scene.pickLanes();
        int perMille = (int) scene.random().between(50, 400);
        scene.tell(ways + " " + lanes + " " + perMille + " of 1000");
        ways.forEach(way -> scene.network().lose(way.get(0), way.get(1), lanes, perMille));
        scene.after(
                scene.random().skewed(100 * MS, 5000 * MS),
                () -> ways.forEach(way -> scene.network().lose(way.get(0), way.get(1), lanes, 0)));
        return true;
    }

    /** Images are lost and come back; what was sent in between is missing. */
    static boolean brokenLinks(Scene scene) {
        List<List<String>> ways = scene.pickWays();
        List<Lane> lanes = scene.pickLanes();
        boolean withArrived = scene.random().chance(500);
        scene.tell(ways + " " + lanes);
        ways.forEach(way -> scene.network().breakLinks(way.get(0), way.get(1), lanes, withArrived));
        return true;
    }

    static boolean backPressure(Scene scene) {
        SimMember victim = scene.pick(member -> true);
        if (victim == null || !scene.mayDisturb()) {
            return false;
        }
        int perMille = scene.random().pick(List.of(300, 800, 1000));
        List<Lane> lanes = scene.pickLanes();
        long durationNs = scene.random().skewed(10 * MS, 1500 * MS);
        scene.tell(victim.name() + " " + lanes + " " + perMille + " of 1000 for " + durationNs / MS + " ms");
        victim.refuse(lanes, perMille);
        scene.lasting(durationNs, () -> victim.refuse(Lane.BOTH, 0));
        return true;
    }
}
