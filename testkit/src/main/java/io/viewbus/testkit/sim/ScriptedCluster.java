/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static io.viewbus.testkit.sim.SimPlan.MS;

import io.viewbus.testkit.check.Checker;
import io.viewbus.testkit.check.Phase;
import io.viewbus.testkit.check.TraceEvent;
import io.viewbus.testkit.check.Violation;
import io.viewbus.testkit.net.SimNetwork;
import io.viewbus.testkit.time.SimRandom;
import io.viewbus.testkit.time.VirtualTime;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A cluster to which nothing happens but what a script does to it, with the checker that watches it and what it cost. */
final class ScriptedCluster implements SimCluster.Log {

    private static final long STEP_NS = 10 * MS;

    private final VirtualTime time = new VirtualTime();
    private final Checker checker;
    private final SimCluster cluster;
    private final ControlTraffic traffic = new ControlTraffic();
    private final TraceHash hash = new TraceHash();
    private final Set<ViewId> views = new HashSet<>();
    private final List<Violation> mistakes = new ArrayList<>();
    private Consumer<TraceEvent> observer = event -> {};

    /**
     * Makes a cluster without members.
     *
     * @param plan the settings; its faults are not looked at
     * @param seed where chance comes from
     */
    ScriptedCluster(SimPlan plan, long seed) {
        checker = new Checker(plan.terms());
        SimRandom random = new SimRandom(seed);
        SimNetwork network = new SimNetwork(time, random.named("network"), plan.network());
        cluster = new SimCluster(plan, time, random.named("cluster"), network, this::onEvent, mark -> {}, this);
    }

    SimCluster cluster() {
        return cluster;
    }

    SimNetwork network() {
        return cluster.network();
    }

    VirtualTime time() {
        return time;
    }

    /** Returns what members sent on their control streams. */
    ControlTraffic traffic() {
        return traffic;
    }

    /** Says who hears of every event from now on, before the checker does. */
    void observe(Consumer<TraceEvent> next) {
        observer = next;
    }

    void startAll(Collection<String> names) {
        names.forEach(cluster::start);
    }

    SimMember member(String name) {
        SimMember found = cluster.find(name);
        if (found == null) {
            throw new IllegalStateException(name + " does not run");
        }
        return found;
    }

    /** Tells whether exactly these run, all of them in one view of exactly them. */
    boolean isOneView(Collection<String> names) {
        return cluster.waiting() == 0 && cluster.members().size() == names.size() && areTogether(names);
    }

    /** Tells whether these are in one view of exactly them, whoever else runs. */
    boolean areTogether(Collection<String> names) {
        List<SimMember> members = cluster.members().stream()
                .filter(member -> names.contains(member.name()))
                .toList();
        View view = members.isEmpty() ? null : members.get(0).view();
        return view != null
                && members.size() == names.size()
                && view.members().size() == names.size()
                && members.stream()
                        .allMatch(member ->
                                view.equals(member.view()) && view.members().contains(member.self()));
    }

    /** Lets time pass until a condition holds, a guarantee is broken, or patience ends; tells whether the condition holds. */
    boolean await(BooleanSupplier condition, long patienceNs) {
        long endNs = time.nanoTime() + patienceNs;
        while (!condition.getAsBoolean() && isClean() && time.nanoTime() < endNs) {
            time.advance(STEP_NS);
        }
        return condition.getAsBoolean();
    }

    void advance(long spanNs) {
        await(() -> false, spanNs);
    }

    /** Ends the run: everything must have come to its end. */
    void verifyEnd() {
        checker.end(
                time.nanoTime(), cluster.members().stream().map(SimMember::self).toList());
        for (SimMember member : cluster.members()) {
            if (!member.user().hasAllAnswers()) {
                mistake(
                        member.self(),
                        Promise.ANSWERS,
                        "still waits for " + member.user().openQuestions());
            }
        }
    }

    /** Returns how many different views were installed. */
    int views() {
        return views.size();
    }

    boolean isClean() {
        return mistakes.isEmpty() && checker.isClean();
    }

    List<Violation> violations() {
        List<Violation> all = new ArrayList<>(checker.violations());
        all.addAll(mistakes);
        return all;
    }

    long traceHash() {
        return hash.value();
    }

    private void onEvent(TraceEvent event) {
        if (event instanceof TraceEvent.Joining) {
            // Its process is only about to be made, and has not sent anything.
            time.after(0, () -> watch(event.who()));
        } else if (event instanceof TraceEvent.Installed installed) {
            views.add(installed.view().id());
        }
        event.handTo(hash);
        observer.accept(event);
        checker.accept(event);
    }

    private void watch(Member joiner) {
        SimMember member = cluster.find(joiner);
        if (member != null) {
            member.session().onSend(traffic);
        }
    }

    @Override
    public void note(String text) {}

    @Override
    public void headline(String text) {}

    @Override
    public void enter(Phase phase) {
        checker.enter(phase, time.nanoTime());
    }

    @Override
    public void mistake(Member member, Promise broken, String text) {
        mistakes.add(new Violation(broken.number(), broken.title(), time.nanoTime(), member.name(), text));
    }
}
