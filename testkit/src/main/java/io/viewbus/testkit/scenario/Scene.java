/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import io.viewbus.core.MessagingConfig;
import io.viewbus.membership.core.MembershipConfig;
import io.viewbus.spi.membership.QuorumPolicy;
import io.viewbus.testkit.check.Checker;
import io.viewbus.testkit.check.Phase;
import io.viewbus.testkit.check.Terms;
import io.viewbus.testkit.check.Violation;
import io.viewbus.testkit.net.NetworkConditions;
import io.viewbus.testkit.net.SimNetwork;
import io.viewbus.testkit.net.SimTransport;
import io.viewbus.testkit.time.SimRandom;
import io.viewbus.testkit.time.VirtualTime;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PartitionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The processes of one scenario with their network and time, and the checkers that watch them. */
final class Scene {

    static final long MS = 1_000_000L;
    private static final String CLUSTER = "scenario";
    private static final long LONGEST_SETTLE_NS = 90_000 * MS;

    private final VirtualTime time = new VirtualTime();
    private final Consumer<Enum<?>> marks;
    private final SimRandom random;
    private final SimNetwork network;
    private final Mail mail = new Mail();
    private final Map<String, ScenarioMember> members = new TreeMap<>();
    private final Map<String, Integer> starts = new TreeMap<>();
    private final Map<String, Cluster> clusters = new TreeMap<>();
    private final List<String> mistakes = new ArrayList<>();

    private MembershipConfig membership = MembershipConfig.of(CLUSTER);
    private MessagingConfig messaging = MessagingConfig.defaults().withWindows(1 << 16, 1 << 16, 1 << 14);
    private int leastPrimary = 1;
    private boolean watching;
    private boolean stuck;

    Scene(long seed, Consumer<Enum<?>> marks) {
        this.marks = marks;
        random = new SimRandom(seed);
        network = new SimNetwork(time, random.named("network"), NetworkConditions.calm());
    }

    SimNetwork network() {
        return network;
    }

    Mail mail() {
        return mail;
    }

    MembershipConfig membership() {
        return membership;
    }

    /** No view of fewer members goes on. */
    void useLeastPrimary(int members) {
        leastPrimary = members;
        use(membership.withQuorum(QuorumPolicy.atLeast(members)));
    }

    void use(MembershipConfig config) {
        membership = config;
    }

    /** From now on members watch each other's processes; all of a cluster or none. */
    void watchProcesses() {
        watching = true;
    }

    MessagingConfig messaging() {
        return messaging;
    }

    void use(MessagingConfig config) {
        messaging = config;
    }

    /** Starts a process, again or for the first time. */
    void start(String name) {
        start(name, newMember(name), membership, cluster(CLUSTER));
    }

    /** Starts a process that will not hear of the cluster in time, and found it a second time. */
    void startApart(String name) {
        start(name, newMember(name), membership, cluster("apart"));
    }

    /** Starts a process of another cluster on the same network, which is none of the checker's business. */
    void startIn(String other, String name) {
        start(name, newMember(name), membership.withCluster(other), null);
    }

    /** Starts a process that runs another partition policy, so that it must not be let in. */
    void startRunning(PartitionPolicy policy, String name) {
        start(name, newMember(name), membership.withPartitions(policy), null);
    }

    /** Starts a second process of one incarnation. What it says counts as said by the other; what it sees is not checked. */
    void startCopy(String name, String original) {
        start(name, member(original).self(), membership, null);
    }

    /** Starts a process with the name of another one, which does not let it in. */
    void startNamed(String name, String taken) {
        start(name, newMember(name, taken), membership, null);
    }

    private SimRandom chance(String name) {
        return random.named(name).named(starts.getOrDefault(name, 0));
    }

    private Member newMember(String name) {
        return newMember(name, name);
    }

    private Member newMember(String name, String called) {
        starts.merge(name, 1, Integer::sum);
        SimRandom chance = chance(name);
        return new Member(called, new Incarnation(chance.nextLong(), chance.nextLong()));
    }

    private void start(String name, Member self, MembershipConfig config, @Nullable Cluster cluster) {
        ScenarioMember running = members.get(name);
        if (running != null && !running.isOver()) {
            throw new IllegalStateException(name + " runs already");
        }
        mail.register(self);
        Witness witness =
                new Witness(name, new Journal(mail), cluster == null ? null : cluster.checker(), mistakes::add, marks);
        ScenarioMember started = new ScenarioMember(
                self,
                config,
                new ScenarioUser(messaging),
                watching,
                time,
                chance(name).named("turns"),
                new SimTransport(network).open(config.cluster(), self),
                mail,
                witness);
        members.put(name, started);
        if (cluster != null) {
            cluster.add(started);
        }
    }

    /** Each founding is checked for itself. */
    private Cluster cluster(String name) {
        return clusters.computeIfAbsent(name, founding -> new Cluster(new Checker(terms())));
    }

    private Terms terms() {
        return Terms.UNKNOWN
                .withExpectedSize(membership.expectedSize())
                .withLeastPrimary(leastPrimary)
                .withPartitions(membership.partitions())
                .withSuspectNs(membership.suspectNs());
    }

    ScenarioMember member(String name) {
        ScenarioMember found = members.get(name);
        if (found == null) {
            throw new IllegalStateException("there is no " + name);
        }
        return found;
    }

    Journal journal(String name) {
        return member(name).journal();
    }

    /** Returns the names themselves, or those of everybody if there are none. */
    List<String> namesOrAll(List<String> names) {
        return names.isEmpty() ? List.copyOf(members.keySet()) : names;
    }

    void after(long delayNs, Runnable action) {
        time.after(delayNs, action);
    }

    long elapsedNs() {
        return time.elapsedNs();
    }

    void advance(long spanNs) {
        for (long leftNs = spanNs; leftNs > 0; leftNs -= 10 * MS) {
            time.advance(Math.min(leftNs, 10 * MS));
            verify();
        }
    }

    void countFromHere() {
        mail.countFromHere();
        members.values().forEach(member -> member.journal().countFromHere());
    }

    void healAll() {
        network.heal();
        mail.loseNoMore(loss -> true);
        members.values().forEach(ScenarioMember::resume);
    }

    /** The scenario ends in a state from which no cluster recovers. */
    void stopHere() {
        stuck = true;
    }

    /** Heals everything and waits until those who live are in one view and have answers to all they asked for. */
    void end() {
        if (!stuck) {
            healAll();
            clusters.values().forEach(cluster -> cluster.checker().enter(Phase.HEALED, time.nanoTime()));
            members.values().forEach(member -> member.user().read(true));
            settle();
            clusters.values().forEach(cluster -> cluster.end(time.nanoTime()));
        }
        verify();
        for (Mail.Trap trap : mail.armed()) {
            throw new ScenarioException(trap.place(), "this never happened");
        }
    }

    private void settle() {
        long endNs = time.nanoTime() + LONGEST_SETTLE_NS;
        while (time.nanoTime() < endNs && !isSettled()) {
            advance(100 * MS);
        }
        if (cluster(CLUSTER).alive().isEmpty()) {
            throw new IllegalStateException("nobody is left: " + describe());
        }
        if (!isSettled()) {
            throw new IllegalStateException("the cluster does not come to rest: " + describe());
        }
        advance(3000 * MS);
    }

    private boolean isSettled() {
        return clusters.values().stream().allMatch(Cluster::isSettled);
    }

    /** Says where everybody is, for messages of failures. */
    String describe() {
        List<String> lines = new ArrayList<>();
        for (ScenarioMember member : members.values()) {
            String state = member.hasCrashed() ? "crashed" : member.isOver() ? "ended " + member.cause() : "running";
            lines.add(member.name() + " " + state + " in " + Conditions.names(member.view())
                    + (member.user().isIdle()
                            ? ""
                            : " waits for " + member.user().questions()));
        }
        return String.join("; ", lines);
    }

    /** Nothing that happens in a scenario may break a guarantee. */
    private void verify() {
        List<Violation> violations = clusters.values().stream()
                .flatMap(cluster -> cluster.violations().stream())
                .toList();
        if (!violations.isEmpty() || !mistakes.isEmpty()) {
            throw new IllegalStateException("a guarantee is broken: " + violations + mistakes);
        }
    }
}
