/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static io.viewbus.testkit.sim.SimPlan.MS;
import static io.viewbus.testkit.sim.SimPlan.SECOND;

import io.viewbus.testkit.check.Checker;
import io.viewbus.testkit.check.TraceEvent;
import io.viewbus.testkit.check.Violation;
import io.viewbus.testkit.net.SimNetwork;
import io.viewbus.testkit.time.SimRandom;
import io.viewbus.testkit.time.VirtualTime;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;

/** One seed: a cluster, its faults, and then a time without faults in which everything must come to its end. */
final class Simulation implements SimCluster.Log {

    private static final long STEP_NS = 250 * MS;
    private static final long QUIET_NS = 5 * SECOND;
    private static final long PATIENCE_NS = 30 * SECOND;

    private final long seed;
    private final boolean hashing;
    private final Consumer<String> printer;
    private final SimPlan plan;
    private final VirtualTime time = new VirtualTime();
    private final Checker checker;
    private final Ambush ambush = new Ambush();
    private final SimCluster cluster;
    private final Nemesis nemesis;
    private final List<Violation> mistakes = new ArrayList<>();

    private long traceHash;
    private int coordinatorCrashes;
    private int otherCrashes;
    private boolean primaryLost;

    /**
     * Prepares a run.
     *
     * @param seed everything follows from it
     * @param withMessaging whether members run messaging, or membership alone
     * @param hashing whether to compute the hash of the trace, which takes time
     * @param printer takes the trace line by line
     */
    Simulation(long seed, boolean withMessaging, boolean hashing, Consumer<String> printer) {
        this.seed = seed;
        this.hashing = hashing;
        this.printer = printer;
        SimRandom random = new SimRandom(seed);
        plan = SimPlan.draw(random.fork(), withMessaging);
        checker = new Checker(plan.membership().expectedSize());
        SimNetwork network = new SimNetwork(time, random.fork(), plan.network());
        cluster = new SimCluster(plan, time, random.fork(), network, this::onEvent, this);
        nemesis = new Nemesis(plan, cluster, random.fork(), this, ambush);
    }

    /** Runs the seed to its end, or to the first violation. */
    SimResult run() {
        note("plan " + plan);
        startAll();
        nemesis.start();
        advance(plan.busyNs());
        if (isClean()) {
            settle();
        }
        List<Violation> violations = new ArrayList<>(checker.violations());
        violations.addAll(mistakes);
        return new SimResult(
                seed,
                violations,
                cluster.views(),
                cluster.published(),
                nemesis.faults(),
                coordinatorCrashes,
                otherCrashes,
                primaryLost,
                time.elapsedNs(),
                traceHash);
    }

    /** Members of one cluster are started by people or by a deployment: at about the same time. */
    private void startAll() {
        SimRandom random = new SimRandom(~seed);
        long spreadNs = random.pick(List.of(0L, 20 * MS, 1500 * MS));
        for (String name : plan.names()) {
            cluster.startLater(name, random.between(0, spreadNs));
        }
    }

    private void settle() {
        note("no faults from here on");
        nemesis.stop();
        long healedNs = time.nanoTime();
        cluster.members().forEach(member -> member.user().quiesce());
        while (isClean() && time.nanoTime() - healedNs < PATIENCE_NS) {
            advance(STEP_NS);
            cluster.members().forEach(member -> member.user().quiesce());
            if (cluster.isPrimaryLost()) {
                note("primary lost: no quorum of view " + cluster.latest() + " is alive");
                primaryLost = true;
                return;
            }
            if (time.nanoTime() - healedNs >= QUIET_NS && isSettled()) {
                break;
            }
        }
        if (isClean()) {
            verifyEnd();
        }
    }

    private boolean isSettled() {
        List<SimMember> members = cluster.members();
        View view = cluster.latest();
        return view != null
                && !cluster.isSomebodyWaiting()
                && new HashSet<>(view.members()).equals(new HashSet<>(identities()))
                && members.stream()
                        .allMatch(member ->
                                view.equals(member.view()) && member.user().isIdle());
    }

    private void verifyEnd() {
        checker.end(time.nanoTime(), identities());
        for (SimMember member : cluster.members()) {
            if (!member.user().isIdle()) {
                mistake(member.self(), "still waits for " + member.user().openQuestions());
            }
        }
    }

    private List<Member> identities() {
        return cluster.members().stream().map(SimMember::self).toList();
    }

    private void advance(long spanNs) {
        long endNs = time.nanoTime() + spanNs;
        while (time.nanoTime() < endNs && isClean()) {
            time.advance(Math.min(10 * MS, endNs - time.nanoTime()));
        }
    }

    private boolean isClean() {
        return mistakes.isEmpty() && checker.isClean();
    }

    private void onEvent(TraceEvent event) {
        if (hashing) {
            traceHash = 31 * traceHash + event.toString().hashCode();
        }
        printer.accept(event.toString());
        if (event instanceof TraceEvent.Crashed) {
            countCrash(event.who());
        }
        checker.accept(event);
        ambush.accept(event);
    }

    private void countCrash(Member victim) {
        View view = cluster.latest();
        if (view != null && view.coordinator().equals(victim)) {
            coordinatorCrashes++;
        } else {
            otherCrashes++;
        }
    }

    @Override
    public void note(String text) {
        printer.accept(String.format("---- %.6f s: %s", time.nanoTime() / 1e9, text));
    }

    @Override
    public void mistake(Member member, String text) {
        mistakes.add(new Violation("D13", "Accept-or-report", time.nanoTime(), member.name(), text));
    }
}
