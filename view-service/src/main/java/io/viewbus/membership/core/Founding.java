/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.membership.core.Joins.Pending;
import io.viewbus.view.Incarnation;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Founds a cluster (VS-29 to VS-31). With an expected size, founding is an agreement of all names, which is safe.
 * Without one (the {@code dev} rule) a starter listens first; then the lowest incarnation heard founds alone and lets
 * the others in. Starters that do not hear each other then found two clusters.
 */
final class Founding {

    private final MemberContext context;
    private final Joins joins;
    private long startedNs;
    private boolean started;
    private long clusterHeardNs;
    private boolean clusterHeard;

    Founding(MemberContext context, Joins joins) {
        this.context = context;
        this.joins = joins;
    }

    /** Says that a member of an existing cluster was heard: there is nothing to found. */
    void onClusterHeard() {
        clusterHeard = true;
        clusterHeardNs = context.nowNs();
    }

    boolean isClusterHeard() {
        return clusterHeard && context.nowNs() - clusterHeardNs < 2 * context.config.suspectNs();
    }

    private boolean hasListened() {
        if (!started) {
            started = true;
            startedNs = context.nowNs();
        }
        return context.nowNs() - startedNs >= context.config.listenNs();
    }

    /** Returns the starters that this one should found the cluster with, itself first; empty if it is not its turn. */
    List<MemberRecord> founders(MemberRecord self) {
        if (!hasListened() || isClusterHeard()) {
            context.mark(MembershipMark.FOUNDING_WAITS);
            return List.of();
        }
        List<MemberRecord> others = new ArrayList<>();
        for (Pending starter : joins.firstOfEachName()) {
            boolean rival = starter.name().equals(self.member().name());
            if (rival) {
                context.mark(MembershipMark.FOUNDER_OF_MY_NAME);
            }
            if (!rival && !context.isSuspected(starter.record().incarnation())) {
                others.add(starter.record());
            }
        }
        boolean lowest = others.stream().allMatch(other -> context.me().compareTo(other.incarnation()) < 0);
        if (!lowest) {
            context.mark(MembershipMark.FOUNDED_BY_ANOTHER);
            return List.of();
        }
        return context.config.expectedSize() == 0 ? List.of(self) : allExpected(self, others);
    }

    private List<MemberRecord> allExpected(MemberRecord self, List<MemberRecord> others) {
        if (others.size() + 1 < context.config.expectedSize()) {
            context.mark(MembershipMark.FOUNDERS_MISSING);
            return List.of();
        }
        List<MemberRecord> founders = new ArrayList<>();
        founders.add(self);
        founders.addAll(others.subList(0, context.config.expectedSize() - 1));
        return founders;
    }

    /** The quorum of the pseudo view before the first: all expected names, or the starter itself under the dev rule. */
    boolean isQuorum(Predicate<Incarnation> in) {
        if (context.config.expectedSize() == 0) {
            return in.test(context.me());
        }
        TreeSet<String> names = new TreeSet<>();
        if (in.test(context.me())) {
            names.add(context.self.name());
        }
        for (Pending starter : joins.firstOfEachName()) {
            if (in.test(starter.record().incarnation())) {
                names.add(starter.name());
            }
        }
        return names.size() >= context.config.expectedSize();
    }
}
