/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static io.viewbus.testkit.sim.SimPlan.MS;

import io.viewbus.testkit.check.Phase;
import io.viewbus.testkit.check.TraceEvent;
import io.viewbus.testkit.check.TraceRecorder;
import io.viewbus.testkit.net.SimNetwork;
import io.viewbus.testkit.net.SimTransport;
import io.viewbus.testkit.time.SimRandom;
import io.viewbus.testkit.time.VirtualTime;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All processes of a run. Whoever was evicted is started again, as an operator or a supervisor would. */
final class SimCluster implements SimMember.Events {

    private static final long NAMESAKE_NS = 5000 * MS;

    private final SimPlan plan;
    private final VirtualTime time;
    private final SimRandom random;
    private final SimNetwork network;
    private final Consumer<TraceEvent> sink;
    private final Consumer<Enum<?>> marks;
    private final Log log;
    private final Caution caution;

    /** Who runs, by name. */
    private final TreeMap<String, SimMember> running = new TreeMap<>();
    /** Who will be started again, by name, and when. */
    private final TreeMap<String, Long> waiting = new TreeMap<>();
    /** How often each was started, by name. */
    private final TreeMap<String, Integer> starts = new TreeMap<>();

    /** When a member of a name ended that had been in, by name. */
    private final TreeMap<String, Long> previousEndNs = new TreeMap<>();

    private @Nullable View latest;
    private int views;
    private long published;

    SimCluster(
            SimPlan plan,
            VirtualTime time,
            SimRandom random,
            SimNetwork network,
            Consumer<TraceEvent> sink,
            Consumer<Enum<?>> marks,
            Log log) {
        this.plan = plan;
        this.time = time;
        this.random = random;
        this.network = network;
        this.sink = sink;
        this.marks = marks;
        this.log = log;
        caution = new Caution(this, plan);
    }

    SimPlan plan() {
        return plan;
    }

    SimNetwork network() {
        return network;
    }

    VirtualTime time() {
        return time;
    }

    Caution caution() {
        return caution;
    }

    /** Starts a process, or tries again later if that may not be now. */
    void start(String name) {
        if (running.containsKey(name)) {
            waiting.remove(name);
            return;
        }
        if (!caution.mayStart(name)) {
            startLater(name, 200 * MS);
            return;
        }
        waiting.remove(name);
        SimRandom chance = random.named(name).named(starts.merge(name, 1, Integer::sum));
        Member self = new Member(name, new Incarnation(chance.nextLong(), chance.nextLong()));
        TraceRecorder trace = new TraceRecorder(self, time, this::onEvent, marks);
        log.note("start " + name + " as " + self.incarnation());
        running.put(
                name,
                new SimMember(
                        self,
                        plan,
                        time,
                        chance.named("member"),
                        new SimTransport(network).open(plan.membership().cluster(), self),
                        trace,
                        this));
    }

    void startLater(String name, long delayNs) {
        long atNs = time.nanoTime() + delayNs;
        waiting.put(name, atNs);
        time.after(delayNs, () -> {
            if (waiting.getOrDefault(name, -1L) == atNs) {
                start(name);
            }
        });
    }

    /** Returns how many will be started. */
    int waiting() {
        return waiting.size();
    }

    List<SimMember> members() {
        return List.copyOf(running.values());
    }

    @Nullable
    SimMember find(String name) {
        return running.get(name);
    }

    @Nullable
    SimMember find(Member member) {
        SimMember found = running.get(member.name());
        return found != null && found.self().equals(member) ? found : null;
    }

    @Nullable
    SimMember coordinator() {
        View view = latest;
        return view == null ? null : find(view.coordinator());
    }

    /** Returns the view with the highest id that anybody installed. */
    @Nullable
    View latest() {
        return latest;
    }

    int views() {
        return views;
    }

    long published() {
        return published
                + running.values().stream()
                        .mapToLong(member -> member.user().published())
                        .sum();
    }

    @Override
    public void onCrash(SimMember member) {
        log.note("crashed: " + member.self());
        gone(member);
        sink.accept(new TraceEvent.Crashed(time.nanoTime(), member.self()));
    }

    @Override
    public void onEnd(SimMember member, @Nullable ClusterException cause) {
        if (member.isBroken() && cause instanceof ClusterException.Failed) {
            onCrash(member);
            return;
        }
        log.note("ended: " + member.self() + (cause == null ? "" : ": " + cause));
        gone(member);
        if (mayComeBack(cause) || isNamesakeLate(member, cause)) {
            long delayNs = random.named(member.self().incarnation().low()).between(10 * MS, 500 * MS);
            startLater(member.name(), delayNs);
        } else if (cause != null) {
            onMistake(member, Promise.ANSWERS, "ended with " + cause + Stack.of(cause));
        }
    }

    /** In a simulation nothing is broken but the network and the processes, so a member has no right to fail. */
    private static boolean mayComeBack(@Nullable ClusterException cause) {
        return cause instanceof ClusterException.Evicted
                || (cause instanceof ClusterException.JoinFailed && cause.isRetryable());
    }

    /**
     * A heartbeat of an old incarnation that comes late looks as if it still lived, and its name as if it were in use
     * (VS-34). Whoever restarts programs so soon tries again.
     */
    private boolean isNamesakeLate(SimMember member, @Nullable ClusterException cause) {
        long endedNs = previousEndNs.getOrDefault(member.name(), Long.MIN_VALUE / 2);
        return cause instanceof ClusterException.JoinFailed && time.nanoTime() - endedNs < NAMESAKE_NS;
    }

    @Override
    public void onMistake(SimMember member, Promise broken, String mistake) {
        log.mistake(member.self(), broken, mistake);
    }

    private void gone(SimMember member) {
        if (member.view() != null) {
            previousEndNs.put(member.name(), time.nanoTime());
        } else {
            caution.noteStarterGone();
        }
        published += member.user().published();
        running.remove(member.name(), member);
    }

    private void onEvent(TraceEvent event) {
        if (event instanceof TraceEvent.Installed installed) {
            View view = installed.view();
            if (latest == null || latest.id().compareTo(view.id()) < 0) {
                latest = view;
                views++;
            }
        }
        sink.accept(event);
    }

    /** Takes what people want to read when a seed fails, and what the checker must know. */
    interface Log {

        /** From now on something else is done to members and network. */
        void enter(Phase phase);

        void note(String text);

        void headline(String text);

        void mistake(Member member, Promise broken, String text);
    }
}
