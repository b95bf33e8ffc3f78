/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import io.viewbus.core.MessagingConfig;
import io.viewbus.membership.core.MembershipConfig;
import io.viewbus.testkit.check.Checker;
import io.viewbus.testkit.check.Phase;
import io.viewbus.testkit.check.Terms;
import io.viewbus.testkit.check.TraceEvent;
import io.viewbus.testkit.check.TraceRecorder;
import io.viewbus.testkit.net.NetworkConditions;
import io.viewbus.testkit.net.SimNetwork;
import io.viewbus.testkit.net.SimTransport;
import io.viewbus.testkit.time.SimRandom;
import io.viewbus.testkit.time.VirtualTime;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The cluster of one scenario with its network and time, and the checker that watches it. */
final class Scene implements ScenarioMember.Events {

    static final long MS = 1_000_000L;
    private static final String CLUSTER = "scenario";
    private static final long LONGEST_SETTLE_NS = 90_000 * MS;

    private final VirtualTime time = new VirtualTime();
    private final SimRandom random;
    private final SimNetwork network;
    private final Mail mail = new Mail();
    private final Map<String, ScenarioMember> members = new TreeMap<>();
    private final Map<Member, Journal> journals = new TreeMap<>(Scene::compare);
    private final Map<String, Integer> starts = new TreeMap<>();
    private final List<Member> strangers = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();

    private MembershipConfig membership = MembershipConfig.of(CLUSTER);
    private MessagingConfig messaging = MessagingConfig.defaults().withWindows(1 << 16, 1 << 16, 1 << 14);
    private @Nullable Checker checker;
    private boolean stuck;

    Scene(long seed) {
        random = new SimRandom(seed);
        network = new SimNetwork(time, random.named("network"), NetworkConditions.calm());
    }

    private static int compare(Member left, Member right) {
        int byName = left.name().compareTo(right.name());
        return byName != 0
                ? byName
                : Long.compare(left.incarnation().low(), right.incarnation().low());
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

    void use(MembershipConfig config) {
        membership = config;
    }

    MessagingConfig messaging() {
        return messaging;
    }

    void use(MessagingConfig config) {
        messaging = config;
    }

    /** Starts a process. One of another cluster is on the same network, but none of the checker's business. */
    void start(String name, @Nullable String otherCluster) {
        ScenarioMember running = members.get(name);
        if (running != null && !running.isOver()) {
            throw new IllegalStateException(name + " runs already");
        }
        SimRandom chance = random.named(name).named(starts.merge(name, 1, Integer::sum));
        Member self = new Member(name, new Incarnation(chance.nextLong(), chance.nextLong()));
        mail.register(self);
        journals.put(self, new Journal(mail));
        if (otherCluster != null) {
            strangers.add(self);
        }
        MembershipConfig config = otherCluster == null ? membership : membership.withCluster(otherCluster);
        ScenarioUser user = new ScenarioUser(messaging);
        TraceRecorder trace = new TraceRecorder(self, time, this::onEvent);
        var session = new SimTransport(network).open(config.cluster(), self);
        members.put(
                name, new ScenarioMember(self, config, user, time, chance.named("turns"), session, mail, trace, this));
    }

    ScenarioMember member(String name) {
        ScenarioMember found = members.get(name);
        if (found == null) {
            throw new IllegalStateException("there is no " + name);
        }
        return found;
    }

    Journal journal(String name) {
        return journal(member(name).self());
    }

    private Journal journal(Member member) {
        Journal found = journals.get(member);
        if (found == null) {
            throw new IllegalStateException("nothing is known of " + member);
        }
        return found;
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
        journals.values().forEach(Journal::countFromHere);
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
            checker().enter(Phase.HEALED, time.nanoTime());
            members.values().forEach(member -> member.user().read(true));
            settle();
            checker().end(time.nanoTime(), alive());
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
        if (alive().isEmpty()) {
            throw new IllegalStateException("nobody is left: " + describe());
        }
        if (!isSettled()) {
            throw new IllegalStateException("the cluster does not come to rest: " + describe());
        }
        advance(3000 * MS);
    }

    private boolean isSettled() {
        List<Member> alive = alive();
        return alive.stream().allMatch(member -> {
            ScenarioMember found = member(member.name());
            View view = found.view();
            return view != null
                    && view.members().size() == alive.size()
                    && view.members().containsAll(alive)
                    && found.user().isIdle();
        });
    }

    private List<Member> alive() {
        return members.values().stream()
                .filter(member -> !member.isOver())
                .map(ScenarioMember::self)
                .filter(member -> !strangers.contains(member))
                .toList();
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

    private Checker checker() {
        Checker present = checker;
        if (present == null) {
            present = new Checker(
                    Terms.UNKNOWN.withExpectedSize(membership.expectedSize()).withSuspectNs(membership.suspectNs()));
            checker = present;
        }
        return present;
    }

    private void onEvent(TraceEvent event) {
        event.handTo(journal(event.who()));
        if (!strangers.contains(event.who())) {
            checker().accept(event);
        }
    }

    @Override
    public void onCrash(Member member) {
        onEvent(new TraceEvent.Crashed(time.nanoTime(), member));
    }

    @Override
    public void onMistake(Member member, Throwable mistake) {
        mistakes.add(member.name() + " threw " + mistake + " at " + mistake.getStackTrace()[0]);
    }

    /** Nothing that happens in a scenario may break a guarantee. */
    private void verify() {
        if (!checker().isClean() || !mistakes.isEmpty()) {
            throw new IllegalStateException(
                    "a guarantee is broken: " + checker().violations() + mistakes);
        }
    }
}
