/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static io.viewbus.testkit.sim.SimPlan.MS;
import static io.viewbus.testkit.sim.SimPlan.SECOND;

import io.viewbus.testkit.check.Checker;
import io.viewbus.testkit.check.Phase;
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

/** One seed: a cluster, its faults, and then a time without faults in which everything must come to its end. */
final class Simulation implements SimCluster.Log {

    private static final long STEP_NS = 250 * MS;
    private static final long QUIET_NS = 5 * SECOND;
    /** After how many runs out of 1000 comes a drizzle. */
    private static final int DRIZZLES = 250;
    /** After how many a link breaks. */
    private static final int RIFTS = 100;
    /** A name that was often put out waits for a minute before it may come back (VS-81). */
    private static final long PATIENCE_NS = 90 * SECOND;

    private final RunSpec spec;
    private final RunObserver observer;
    private final SimPlan plan;
    private final VirtualTime time = new VirtualTime();
    private final Checker checker;
    private final TraceHash hash = new TraceHash();
    private final Canary canary = new Canary();
    private final Ambush ambush = new Ambush();
    private final SimCluster cluster;
    private final Stage stage;
    private final Nemesis nemesis;
    private final Deceptions deceptions;
    private final List<Violation> mistakes = new ArrayList<>();

    private long events;
    private int coordinatorCrashes;
    private int otherCrashes;
    private boolean primaryLost;

    Simulation(RunSpec spec) {
        this(spec, RunObserver.NONE);
    }

    /**
     * Prepares a run.
     *
     * @param spec everything follows from it
     * @param observer who watches it
     */
    Simulation(RunSpec spec, RunObserver observer) {
        this.spec = spec;
        this.observer = observer;
        plan = SimPlan.draw(spec);
        checker = new Checker(plan.terms());
        SimRandom random = new SimRandom(spec.seed());
        SimNetwork network = new SimNetwork(time, random.named("network"), plan.network());
        cluster = new SimCluster(plan, time, random.named("cluster"), network, this::onEvent, observer::onMark, this);
        stage = new Stage(plan, cluster, this, ambush);
        nemesis = new Nemesis(stage);
        network.loseEvidence(plan.watching().lostPerMille());
        deceptions = new Deceptions(cluster, stage, this);
    }

    /** Runs the seed to its end, or to the first violation. */
    SimResult run() {
        note("plan " + plan);
        enter(Phase.QUIET);
        startAll();
        new Strangers(cluster, new SimRandom(spec.seed()).named("strangers")).start();
        nemesis.start(plan.episodes());
        deceptions.start();
        advance(plan.busyNs());
        if (isClean()) {
            settle();
        }
        List<Violation> violations = new ArrayList<>(checker.violations());
        violations.addAll(mistakes);
        return new SimResult(
                spec,
                violations,
                cluster.views(),
                cluster.published(),
                events,
                nemesis.struck(),
                stage.crashPoints(),
                coordinatorCrashes,
                otherCrashes,
                primaryLost,
                time.nanoTime(),
                time.elapsedNs(),
                hash.value());
    }

    /** Members of one cluster are started by people or by a deployment: at about the same time. */
    private void startAll() {
        SimRandom random = new SimRandom(spec.seed()).named("start");
        for (String name : plan.names()) {
            cluster.startLater(name, random.named(name).between(0, plan.spreadNs()));
        }
    }

    private void settle() {
        headline("no faults from here on");
        stage.close();
        enter(Phase.HEALED);
        boolean settled = comeToRest(QUIET_NS);
        if (settled && deceptions.mayWhenCalm()) {
            deceive();
            settled = comeToRest(STEP_NS);
        }
        if (settled && new SimRandom(spec.seed()).named("drizzle").chance(DRIZZLES)) {
            drizzle();
            settled = comeToRest(STEP_NS);
        }
        if (settled
                && cluster.members().size() > 1
                && new SimRandom(spec.seed()).named("rift").chance(RIFTS)) {
            rift();
            comeToRest(STEP_NS);
        }
        if (isClean() && primaryLost) {
            checker.breakOff(time.nanoTime());
        } else if (isClean()) {
            verifyEnd();
        }
    }

    /** Waits until all live in one view and have what they asked for; returns whether it came to that. */
    private boolean comeToRest(long leastNs) {
        long sinceNs = time.nanoTime();
        while (isClean() && time.nanoTime() - sinceNs < PATIENCE_NS) {
            cluster.members().forEach(member -> member.user().quiesce());
            advance(STEP_NS);
            if (cluster.caution().isPrimaryLost()) {
                headline("primary lost: no quorum of view " + cluster.latest() + " is alive");
                primaryLost = true;
                return false;
            }
            boolean longEnough = time.nanoTime() - sinceNs >= leastNs && time.elapsedNs() >= plan.leastNs();
            if (longEnough && isSettled()) {
                return true;
            }
        }
        return false;
    }

    private void deceive() {
        headline("some hear that others are gone which live");
        enter(Phase.QUIET);
        advance(deceptions.startCalm());
        enter(Phase.HEALED);
    }

    private void drizzle() {
        headline("short pauses, short delays, and a program that consumes nothing");
        Drizzle drizzle = new Drizzle(cluster, new SimRandom(spec.seed()).named("drops"), plan.calm());
        enter(Phase.QUIET);
        drizzle.begin();
        advance(drizzle.spanNs());
        drizzle.end();
        enter(Phase.HEALED);
    }

    private void rift() {
        Rift rift = new Rift(cluster, new SimRandom(spec.seed()).named("ends"));
        headline("one link stays broken: " + rift);
        enter(Phase.TROUBLED);
        rift.begin();
        advance(rift.spanNs());
        if (isClean() && rift.isIgnored()) {
            mistake(cluster.members().get(0).self(), Promise.LINKS, "both are in one view, although " + rift);
        }
        rift.end();
        enter(Phase.HEALED);
    }

    private boolean isSettled() {
        List<SimMember> members = cluster.members();
        View view = cluster.latest();
        return view != null
                && cluster.waiting() == 0
                && new HashSet<>(view.members()).equals(new HashSet<>(identities()))
                && members.stream()
                        .allMatch(member ->
                                view.equals(member.view()) && member.user().isIdle());
    }

    private void verifyEnd() {
        checker.end(time.nanoTime(), identities());
        for (SimMember member : cluster.members()) {
            if (!member.user().hasAllAnswers()) {
                mistake(
                        member.self(),
                        Promise.ANSWERS,
                        "still waits for " + member.user().openQuestions());
            }
            if (member.user().retained() > 0) {
                mistake(
                        member.self(),
                        Promise.MEMORY,
                        "still keeps " + member.user().retained() + " messages");
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

    private void onEvent(TraceEvent traced) {
        TraceEvent event = spec.canary() ? canary.pass(traced) : traced;
        events++;
        event.handTo(hash);
        observer.onEvent(event);
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
    public void enter(Phase phase) {
        checker.enter(phase, time.nanoTime());
    }

    @Override
    public void note(String text) {
        observer.onNote(time.nanoTime(), text);
    }

    @Override
    public void headline(String text) {
        observer.onHeadline(time.nanoTime(), text);
    }

    @Override
    public void mistake(Member member, Promise broken, String text) {
        mistakes.add(new Violation(broken.number(), broken.title(), time.nanoTime(), member.name(), text));
    }
}
