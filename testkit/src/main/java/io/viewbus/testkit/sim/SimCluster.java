/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All processes of a run. Whoever was evicted is started again, as an operator or a supervisor would. */
final class SimCluster implements SimMember.Events {

    private static final long MS = 1_000_000L;

    private final SimPlan plan;
    private final VirtualTime time;
    private final SimRandom random;
    private final SimNetwork network;
    private final Consumer<TraceEvent> sink;
    private final Log log;

    /** Who runs, by name. */
    private final TreeMap<String, SimMember> running = new TreeMap<>();
    /** Who will be started again, by name. */
    private final TreeMap<String, Long> waiting = new TreeMap<>();

    /** When a member was last cut off or stopped, by name. */
    private final TreeMap<String, Long> disturbedNs = new TreeMap<>();

    private @Nullable View latest;
    private int views;
    private long published;
    private int started;

    SimCluster(
            SimPlan plan, VirtualTime time, SimRandom random, SimNetwork network, Consumer<TraceEvent> sink, Log log) {
        this.plan = plan;
        this.time = time;
        this.random = random;
        this.network = network;
        this.sink = sink;
        this.log = log;
    }

    SimNetwork network() {
        return network;
    }

    VirtualTime time() {
        return time;
    }

    /** Starts a process; if that could found a second cluster, only when everybody can be heard. */
    void start(String name) {
        if (running.containsKey(name)) {
            return;
        }
        if (!maySafelyStart()) {
            startLater(name, 200 * MS);
            return;
        }
        waiting.remove(name);
        started++;
        Member self = new Member(name, new Incarnation(random.nextLong(), random.nextLong()));
        TraceRecorder trace = new TraceRecorder(self, time, this::onEvent);
        log.note("start " + name + " as " + self.incarnation());
        running.put(
                name,
                new SimMember(
                        self,
                        plan,
                        time,
                        random.fork(),
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

    /** Gives up the restarts that are planned. */
    void forgetWaiting() {
        waiting.clear();
    }

    boolean isSomebodyWaiting() {
        return !waiting.isEmpty();
    }

    /** Tells whether starters may be kept from hearing the cluster: not if that made them found a second one. */
    boolean mayCut() {
        return starters() < plan.founders();
    }

    List<SimMember> members() {
        return List.copyOf(running.values());
    }

    /** Notes who cannot be heard at present, before that ends. */
    void noteDisturbed() {
        for (SimMember member : running.values()) {
            if (member.isPaused() || isCutOff(member)) {
                disturbedNs.put(member.self().name(), time.nanoTime());
            }
        }
    }

    /** Returns who could be harmed: runs, is in, and nothing happened to it yet. */
    List<SimMember> healthy() {
        List<SimMember> all = new ArrayList<>();
        for (SimMember member : running.values()) {
            if (member.view() != null && !member.isPaused() && !member.isLeaving() && !isCutOff(member)) {
                all.add(member);
            }
        }
        return all;
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

    int starts() {
        return started;
    }

    long published() {
        return published
                + running.values().stream()
                        .mapToLong(member -> member.user().published())
                        .sum();
    }

    /**
     * Tells whether the cluster stays alive if a member dies now. Somebody may still be in an older view, and a change may be
     * under way whose view nobody has installed: so a quorum must be left of every view that anybody is in, also when all who
     * are about to come in are counted (VS-21).
     */
    boolean canLose(SimMember victim) {
        List<Member> survivors = healthy().stream()
                .filter(member -> member != victim && !wasDisturbed(member))
                .map(SimMember::self)
                .toList();
        List<View> views = running.values().stream()
                .filter(member -> member != victim)
                .map(SimMember::view)
                .filter(Objects::nonNull)
                .toList();
        return latest != null
                && hasMajority(latest, survivors)
                && views.stream().allMatch(view -> hasMajority(view, survivors));
    }

    /** Who could not be heard a moment ago may be left out of the view that is being agreed on. */
    private boolean wasDisturbed(SimMember member) {
        long lastNs = disturbedNs.getOrDefault(member.self().name(), Long.MIN_VALUE / 2);
        return time.nanoTime() - lastNs < 3 * plan.membership().suspectNs();
    }

    private boolean hasMajority(View view, List<Member> survivors) {
        long votes = view.members().stream().filter(survivors::contains).count();
        long starting = running.values().stream()
                .filter(member -> !view.members().contains(member.self()))
                .count();
        return 2 * votes > view.members().size() + starting;
    }

    /** Tells whether no quorum is left alive of the last view of those who live, so that no view can follow it. */
    boolean isPrimaryLost() {
        View view = running.values().stream()
                .map(SimMember::view)
                .filter(Objects::nonNull)
                .max(Comparator.comparing(View::id))
                .orElse(latest);
        if (view == null) {
            return false;
        }
        long votes =
                view.members().stream().filter(member -> find(member) != null).count();
        boolean first = find(view.coordinator()) != null;
        return 2 * votes < view.members().size() || (2 * votes == view.members().size() && !first);
    }

    @Override
    public void onCrash(SimMember member) {
        log.note("crashed: " + member.self());
        gone(member);
        sink.accept(new TraceEvent.Crashed(time.nanoTime(), member.self()));
    }

    @Override
    public void onEnd(SimMember member, @Nullable ClusterException cause) {
        log.note("ended: " + member.self() + (cause == null ? "" : ": " + cause));
        gone(member);
        if (mayComeBack(cause)) {
            startLater(member.self().name(), random.between(10 * MS, 500 * MS));
        } else if (cause != null) {
            onMistake(member, "ended with " + cause + Stack.of(cause));
        }
    }

    /** In a simulation nothing is broken but the network and the processes, so a member has no right to fail. */
    private static boolean mayComeBack(@Nullable ClusterException cause) {
        return cause instanceof ClusterException.Evicted
                || (cause instanceof ClusterException.JoinFailed && cause.isRetryable());
    }

    @Override
    public void onMistake(SimMember member, String mistake) {
        log.mistake(member.self(), mistake);
    }

    private void gone(SimMember member) {
        published += member.user().published();
        running.remove(member.self().name(), member);
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

    private boolean maySafelyStart() {
        boolean heard = running.values().stream().anyMatch(member -> member.view() != null && !member.isPaused());
        return latest == null || starters() + 1 < plan.founders() || (network.isWhole() && heard);
    }

    private long starters() {
        return running.values().stream().filter(member -> member.view() == null).count();
    }

    private boolean isCutOff(SimMember member) {
        String name = member.self().name();
        return running.keySet().stream().anyMatch(other -> network.isCut(name, other) || network.isCut(other, name));
    }

    /** Takes what people want to read when a seed fails. */
    interface Log {

        void note(String text);

        void mistake(Member member, String text);
    }
}
