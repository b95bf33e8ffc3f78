/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.net.NetworkConditions;
import io.viewbus.testkit.net.SimNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What all faults of a run share: the cluster, the weather in its network, and whether faults may strike at all. */
final class Stage {

    private final SimPlan plan;
    private final SimCluster cluster;
    private final SimCluster.Log log;
    private final Ambush ambush;
    private final List<UnaryOperator<NetworkConditions>> weather = new ArrayList<>();
    private final TreeSet<String> crashPoints = new TreeSet<>();
    private boolean open = true;
    private int lasting;

    Stage(SimPlan plan, SimCluster cluster, SimCluster.Log log, Ambush ambush) {
        this.plan = plan;
        this.cluster = cluster;
        this.log = log;
        this.ambush = ambush;
    }

    SimCluster cluster() {
        return cluster;
    }

    SimNetwork network() {
        return cluster.network();
    }

    Ambush ambush() {
        return ambush;
    }

    SimCluster.Log log() {
        return log;
    }

    /** Tells whether faults may strike, and undo themselves. */
    boolean isOpen() {
        return open;
    }

    /** Tells whether one more fault that lasts is bearable. */
    boolean hasRoom() {
        return lasting < plan.faultsAtOnce();
    }

    void begin() {
        lasting++;
    }

    void end() {
        lasting--;
    }

    void add(UnaryOperator<NetworkConditions> change) {
        weather.add(change);
        network().changeConditions(conditions());
    }

    void remove(UnaryOperator<NetworkConditions> change) {
        weather.remove(change);
        network().changeConditions(conditions());
    }

    private NetworkConditions conditions() {
        NetworkConditions conditions = plan.network();
        for (UnaryOperator<NetworkConditions> change : weather) {
            conditions = change.apply(conditions);
        }
        return conditions;
    }

    /** Forgets whoever waits for a member to take a step. */
    void disarm() {
        ambush.disarm();
        cluster.members().forEach(member -> member.session().onSend(null));
    }

    /** Ends all faults for good. */
    void close() {
        open = false;
        disarm();
        network().heal();
        network().changeConditions(plan.calm());
        cluster.members().forEach(SimMember::heal);
    }

    void crashedAt(String point) {
        crashPoints.add(point);
    }

    /** Returns the names of the points in the core at which somebody died. */
    SortedSet<String> crashPoints() {
        return crashPoints;
    }
}
