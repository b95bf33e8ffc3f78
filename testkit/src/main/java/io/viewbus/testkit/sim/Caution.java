/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.net.SimNetwork;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PartitionPolicy;
import io.viewbus.view.View;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a simulation must not do to a cluster because no cluster could bear it, and is documented not to. */
final class Caution {

    private final SimCluster cluster;
    private final SimNetwork network;
    private final SimPlan plan;

    /** When a member was last cut off or stopped, by name. */
    private final TreeMap<String, Long> disturbedNs = new TreeMap<>();

    /** When processes ended that had no view. */
    private final ArrayDeque<Long> startersGoneNs = new ArrayDeque<>();

    Caution(SimCluster cluster, SimPlan plan) {
        this.cluster = cluster;
        this.network = cluster.network();
        this.plan = plan;
    }

    /** Tells whether starters may be kept from hearing the cluster: not if that made them found a second one. */
    boolean mayCut() {
        return starters() < plan.founders();
    }

    /** Tells whether a process may start: if it could found a second cluster, only when it hears most of the first. */
    boolean mayStart(String name) {
        View latest = cluster.latest();
        if (latest == null || starters() + 1 < plan.founders()) {
            return true;
        }
        long heard = latest.members().stream()
                .map(cluster::find)
                .filter(member -> member != null && !member.isHindered() && isPassable(name, member.name()))
                .count();
        return 2 * heard > latest.members().size();
    }

    private boolean isPassable(String one, String other) {
        return network.isPassable(one, other) && network.isPassable(other, one);
    }

    private long starters() {
        return cluster.members().stream()
                .filter(member -> member.view() == null)
                .count();
    }

    /** Returns who could be harmed: runs, is in, and nothing happened to it yet. */
    List<SimMember> healthy() {
        List<SimMember> all = new ArrayList<>();
        for (SimMember member : cluster.members()) {
            if (member.view() != null && !member.isHindered() && !member.isLeaving() && !isCutOff(member)) {
                all.add(member);
            }
        }
        return all;
    }

    /** Notes who cannot be heard at present, before that ends. */
    void noteDisturbed() {
        for (SimMember member : cluster.members()) {
            if (member.isHindered() || isCutOff(member)) {
                disturbedNs.put(member.name(), cluster.time().nanoTime());
            }
        }
    }

    /** Notes that somebody may be taken for dead. */
    void noteDisturbed(Incarnation process) {
        for (SimMember member : cluster.members()) {
            if (member.self().incarnation().equals(process)) {
                disturbedNs.put(member.name(), cluster.time().nanoTime());
            }
        }
    }

    /** Notes that a process ended that had no view: the one that is being agreed on may count it among its members. */
    void noteStarterGone() {
        startersGoneNs.add(cluster.time().nanoTime());
    }

    private int startersGone() {
        while (!startersGoneNs.isEmpty() && !isRecent(startersGoneNs.element())) {
            startersGoneNs.remove();
        }
        return startersGoneNs.size();
    }

    /**
     * Tells whether the cluster stays alive if a member dies now. If most of the latest view are in it, it must keep a quorum.
     * Else somebody may be needed for an older view, so these must keep theirs, too.
     */
    boolean canLose(SimMember victim) {
        View latest = cluster.latest();
        if (latest == null) {
            return false;
        }
        List<SimMember> survivors = healthy().stream()
                .filter(member -> member != victim && !wasDisturbed(member))
                .toList();
        List<SimMember> upToDate = survivors.stream()
                .filter(member -> latest.equals(member.view()))
                .toList();
        return keepsQuorum(latest, upToDate, victim)
                || (keepsQuorum(latest, survivors, victim)
                        && cluster.members().stream()
                                .filter(member -> member != victim)
                                .map(SimMember::view)
                                .filter(Objects::nonNull)
                                .distinct()
                                .allMatch(view -> keepsQuorum(view, survivors, victim)));
    }

    /** Who could not be heard a moment ago may be left out of the view that is being agreed on. */
    private boolean wasDisturbed(SimMember member) {
        return isRecent(disturbedNs.getOrDefault(member.name(), Long.MIN_VALUE / 2));
    }

    /** Whether a change that began then may still be under way. */
    private boolean isRecent(long atNs) {
        return cluster.time().nanoTime() - atNs < 3 * plan.membership().suspectNs();
    }

    /** A change may be under way that lets those in who have started, and needs a quorum of its own view (VS-21). */
    private boolean keepsQuorum(View view, List<SimMember> survivors, SimMember victim) {
        List<Member> alive = survivors.stream().map(SimMember::self).toList();
        long votes = view.members().stream().filter(alive::contains).count();
        long starters = startersGone();
        long newVotes = 0;
        for (SimMember member : cluster.members()) {
            if (member != victim && !view.members().contains(member.self())) {
                starters++;
                newVotes += member.isHindered() || isCutOff(member) ? 0 : 1;
            }
        }
        int size = view.members().size();
        return 2 * votes > size && 2 * (votes + newVotes) > size + starters;
    }

    /** Tells whether no quorum is left alive of the last view of those who live, so that no view can follow it. */
    boolean isPrimaryLost() {
        if (plan.membership().partitions() == PartitionPolicy.PARTITIONABLE) {
            return false;
        }
        View view = cluster.members().stream()
                .map(SimMember::view)
                .filter(Objects::nonNull)
                .max(Comparator.comparing(View::id))
                .orElse(cluster.latest());
        if (view == null) {
            return false;
        }
        long votes = view.members().stream()
                .filter(member -> isAlive(cluster.find(member)))
                .count();
        boolean first = isAlive(cluster.find(view.coordinator()));
        return 2 * votes < view.members().size() || (2 * votes == view.members().size() && !first);
    }

    private static boolean isAlive(@Nullable SimMember member) {
        return member != null && !member.isBroken();
    }

    private boolean isCutOff(SimMember member) {
        return cluster.members().stream().anyMatch(other -> !isPassable(member.name(), other.name()));
    }
}
