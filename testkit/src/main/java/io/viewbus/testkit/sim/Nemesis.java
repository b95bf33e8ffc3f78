/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static io.viewbus.testkit.sim.SimPlan.MS;

import io.viewbus.testkit.net.NetworkConditions;
import io.viewbus.testkit.net.SimNetwork;
import io.viewbus.testkit.time.SimRandom;
import io.viewbus.testkit.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Does harm, one fault after the other, some while the last one is still there. Never kills a member when that could take
 * the quorum of a view for good: a cluster without disks cannot come back from that, and need not.
 */
final class Nemesis {

    private final SimPlan plan;
    private final SimCluster cluster;
    private final SimNetwork network;
    private final VirtualTime time;
    private final SimRandom random;
    private final SimCluster.Log log;
    private final Ambush ambush;
    private final List<FaultKind> kinds;

    private boolean active;
    private int faults;
    private int joins;

    Nemesis(SimPlan plan, SimCluster cluster, SimRandom random, SimCluster.Log log, Ambush ambush) {
        this.plan = plan;
        this.cluster = cluster;
        this.network = cluster.network();
        this.time = cluster.time();
        this.random = random;
        this.log = log;
        this.ambush = ambush;
        kinds = List.copyOf(plan.kinds());
    }

    void start() {
        active = true;
        nextFault();
    }

    /** Ends all faults for good. */
    void stop() {
        active = false;
        ambush.disarm();
        network.heal();
        network.changeConditions(plan.network().withLoss(0).withBackPressure(0));
        cluster.members().forEach(SimMember::resume);
    }

    int faults() {
        return faults;
    }

    private void nextFault() {
        time.after(random.skewed(plan.faultGapNs() / 4, 4 * plan.faultGapNs()), () -> {
            if (active) {
                if (cluster.latest() != null) {
                    strike(random.pick(kinds));
                }
                nextFault();
            }
        });
    }

    private void strike(FaultKind kind) {
        boolean struck = switch (kind) {
            case CRASH -> crash(pick(member -> member != cluster.coordinator()));
            case CRASH_COORDINATOR -> crash(cluster.coordinator());
            case CRASH_IN_CHANGE -> crashInChange();
            case CRASH_WHILE_SENDING -> crashWhileSending();
            case QUICK_RESTART -> quickRestart();
            case PARTITION -> partition();
            case PARTITION_IN_CHANGE -> partitionInChange();
            case ONE_WAY_CUT -> oneWayCut();
            case BROKEN_PAIR -> brokenPair();
            case FLAPPING -> flapping();
            case PAUSE -> pause(pick(member -> member != cluster.coordinator()));
            case PAUSE_COORDINATOR -> pause(cluster.coordinator());
            case LOSS -> change(conditions -> true);
            case DELAY -> change(conditions -> false);
            case JOIN -> join(1);
            case TWO_JOINS -> join(2);
            case LEAVE -> leave(pick(member -> member != cluster.coordinator()));
            case LEAVE_COORDINATOR -> leave(cluster.coordinator());
        };
        if (struck) {
            faults++;
            log.note("fault " + kind);
        }
    }

    private boolean crash(@Nullable SimMember victim) {
        if (victim == null || !cluster.canLose(victim)) {
            return false;
        }
        victim.crash();
        if (random.chance(700)) {
            cluster.startLater(victim.self().name(), random.skewed(MS, 4000 * MS));
        }
        return true;
    }

    private boolean quickRestart() {
        SimMember victim = pick(member -> true);
        if (victim == null || !cluster.canLose(victim)) {
            return false;
        }
        victim.crash();
        cluster.startLater(victim.self().name(), random.skewed(0, 50 * MS));
        return true;
    }

    /** Something small starts a change, and somebody dies at the n-th step that it takes in it. */
    private boolean crashInChange() {
        SimMember victim = random.chance(500) ? cluster.coordinator() : pick(member -> true);
        if (victim == null) {
            return false;
        }
        ambush.arm(victim.self(), random.pick(Ambush.Step.ALL), random.below(3), () -> {
            if (active && cluster.canLose(victim)) {
                cluster.startLater(victim.self().name(), random.skewed(MS, 4000 * MS));
                throw new SimulatedCrash();
            }
        });
        provoke(victim);
        return true;
    }

    private boolean crashWhileSending() {
        SimMember victim = pick(member -> true);
        if (victim == null) {
            return false;
        }
        int[] left = {random.below(60)};
        victim.session().onSending(() -> {
            if (left[0]-- == 0 && active && cluster.canLose(victim)) {
                cluster.startLater(victim.self().name(), random.skewed(MS, 4000 * MS));
                throw new SimulatedCrash();
            }
        });
        provoke(victim);
        return true;
    }

    private boolean partitionInChange() {
        SimMember victim = random.chance(500) ? cluster.coordinator() : pick(member -> true);
        if (victim == null) {
            return false;
        }
        ambush.arm(victim.self(), random.pick(Ambush.Step.ALL), random.below(3), () -> {
            if (active && cluster.mayCut()) {
                partition();
            }
        });
        provoke(victim);
        return true;
    }

    /** Starts a change of the view by somebody else. */
    private void provoke(SimMember victim) {
        SimMember other = pick(member -> member != victim);
        int die = random.below(4);
        if (die == 0 && other != null) {
            crash(other);
        } else if (die == 1 && other != null) {
            leave(other);
        } else if (die == 2 && other != null) {
            pause(other);
        } else {
            join(1);
        }
    }

    private boolean partition() {
        if (!cluster.mayCut()) {
            return false;
        }
        List<String> one = new ArrayList<>();
        List<String> two = new ArrayList<>();
        int bias = random.pick(List.of(200, 500, 500));
        for (SimMember member : cluster.members()) {
            (random.chance(bias) ? one : two).add(member.self().name());
        }
        log.note("partition " + one + " " + two);
        network.partition(List.of(one, two));
        after(random.skewed(50 * MS, 6000 * MS), () -> {
            cluster.noteDisturbed();
            network.heal();
        });
        return true;
    }

    private boolean oneWayCut() {
        List<SimMember> pair = pickTwo();
        if (pair.isEmpty()) {
            return false;
        }
        String from = pair.get(0).self().name();
        String to = pair.get(1).self().name();
        log.note(to + " does not hear " + from);
        network.cut(from, to);
        after(random.skewed(50 * MS, 5000 * MS), () -> restore(from, to));
        return true;
    }

    private boolean brokenPair() {
        List<SimMember> pair = pickTwo();
        if (pair.isEmpty()) {
            return false;
        }
        String one = pair.get(0).self().name();
        String other = pair.get(1).self().name();
        log.note(one + " and " + other + " do not hear each other");
        network.partition(List.of(List.of(one), List.of(other)));
        after(random.skewed(50 * MS, 5000 * MS), () -> {
            restore(one, other);
            restore(other, one);
        });
        return true;
    }

    private boolean flapping() {
        List<SimMember> pair = pickTwo();
        if (pair.isEmpty()) {
            return false;
        }
        String from = pair.get(0).self().name();
        String to = pair.get(1).self().name();
        long periodNs = random.between(50 * MS, 700 * MS);
        for (int i = 0; i < 6; i++) {
            after(2L * i * periodNs, () -> {
                if (cluster.mayCut()) {
                    network.cut(from, to);
                }
            });
            after((2L * i + 1) * periodNs, () -> restore(from, to));
        }
        return true;
    }

    private void restore(String from, String to) {
        cluster.noteDisturbed();
        network.restore(from, to);
    }

    private boolean pause(@Nullable SimMember victim) {
        if (victim == null || victim.isPaused() || !cluster.mayCut()) {
            return false;
        }
        log.note("pause " + victim.self());
        victim.pause();
        after(random.skewed(20 * MS, 5000 * MS), () -> {
            cluster.noteDisturbed();
            victim.resume();
        });
        return true;
    }

    private boolean change(Predicate<NetworkConditions> isLoss) {
        NetworkConditions normal = plan.network();
        boolean loss = isLoss.test(normal);
        network.changeConditions(
                loss
                        ? normal.withLoss((int) random.between(50, 300))
                        : normal.withDelay(normal.minDelayNs(), random.between(20 * MS, 150 * MS)));
        after(random.skewed(100 * MS, 4000 * MS), () -> network.changeConditions(normal));
        return true;
    }

    private boolean join(int count) {
        if (cluster.members().size() + count > 9) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            cluster.startLater("j" + ++joins, random.skewed(0, 100 * MS));
        }
        return true;
    }

    private boolean leave(@Nullable SimMember leaver) {
        if (leaver == null || leaver.isPaused() || !cluster.canLose(leaver)) {
            return false;
        }
        log.note("leave " + leaver.self());
        leaver.leave();
        if (random.chance(500)) {
            cluster.startLater(leaver.self().name(), random.between(1000 * MS, 4000 * MS));
        }
        return true;
    }

    private void after(long delayNs, Runnable action) {
        time.after(delayNs, () -> {
            if (active) {
                action.run();
            }
        });
    }

    private @Nullable SimMember pick(Predicate<SimMember> suits) {
        List<SimMember> candidates = cluster.healthy().stream().filter(suits).toList();
        return candidates.isEmpty() ? null : random.pick(candidates);
    }

    private List<SimMember> pickTwo() {
        List<SimMember> candidates = new ArrayList<>(cluster.healthy());
        if (candidates.size() < 2 || !cluster.mayCut()) {
            return List.of();
        }
        SimMember one = candidates.remove(random.below(candidates.size()));
        return List.of(one, random.pick(candidates));
    }
}
