/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static io.viewbus.testkit.sim.SimPlan.MS;
import static io.viewbus.testkit.sim.SimPlan.SECOND;

import io.viewbus.testkit.check.TraceEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Measures changes of one member more or less in a cluster in which nothing is missing: what they take, and what they send. */
final class ViewChangeFigures {

    /** So long is every frame under way: long enough that turns of loops do not add up to one more, and no answer is asked for twice. */
    static final long DELAY_NS = 10 * MS;

    private static final long PATIENCE_NS = 20 * SECOND;
    private static final long REST_NS = 300 * MS;
    /** What goes on in any case, at a pace of its own. */
    private static final Set<String> PERIODIC = Set.of("Heartbeat", "Ack", "Credit");

    private final ScriptedCluster script;
    private final List<String> present;
    private final Map<Change, Figure> figures = new EnumMap<>(Change.class);
    private long preparedNs;
    private long installedNs;

    private ViewChangeFigures(SimPlan plan, List<String> names) {
        script = new ScriptedCluster(plan, 1);
        script.observe(this::onEvent);
        present = new ArrayList<>(names);
    }

    /**
     * Measures all kinds of changes, each between a view of all these members and one without one of them.
     *
     * @param members how many
     * @param withMessaging whether members run messaging, or membership alone
     */
    static Map<Change, Figure> measure(int members, boolean withMessaging) {
        return new ViewChangeFigures(CalmPlan.slowLinks(withMessaging, DELAY_NS), CalmPlan.names(members)).measure();
    }

    private Map<Change, Figure> measure() {
        String last = present.remove(present.size() - 1);
        script.startAll(present);
        rest();
        measure(Change.JOIN, () -> join(last));
        measure(Change.LEAVE, () -> leave(last));
        join(last);
        rest();
        measure(Change.CRASH, () -> crash(last));
        return figures;
    }

    private void measure(Change change, Runnable action) {
        preparedNs = 0;
        Map<String, Long> before = script.traffic().bytesByType();
        action.run();
        rest();
        Map<String, Long> sent = script.traffic().bytesByType();
        before.forEach((type, bytes) -> sent.merge(type, -bytes, Long::sum));
        sent.keySet().removeAll(PERIODIC);
        sent.values().removeIf(bytes -> bytes == 0);
        figures.put(change, new Figure((installedNs - preparedNs) / DELAY_NS, sent));
    }

    private void join(String name) {
        present.add(name);
        script.startAll(List.of(name));
    }

    private void leave(String name) {
        present.remove(name);
        script.member(name).leave();
    }

    private void crash(String name) {
        present.remove(name);
        script.member(name).crash();
    }

    /** Waits until the change is over, and a while longer: who repeats what is known already is part of it. */
    private void rest() {
        script.cluster().members().forEach(member -> member.user().quiesce());
        if (!script.await(() -> script.isOneView(present), PATIENCE_NS)) {
            throw new IllegalStateException("no view of " + present + ": " + script.violations());
        }
        script.advance(REST_NS);
    }

    private void onEvent(TraceEvent event) {
        if (event instanceof TraceEvent.Promised && preparedNs == 0) {
            // The proposer is the first to promise, when it sends PREPARE.
            preparedNs = event.atNs();
        } else if (event instanceof TraceEvent.Installed) {
            installedNs = event.atNs();
        }
    }

    /** What happens to one member. */
    enum Change {
        /** It comes. */
        JOIN,
        /** It goes. */
        LEAVE,
        /** It dies. */
        CRASH
    }

    /**
     * What a change took.
     *
     * @param delays how many times a frame could have been under way, one after the other, from the first PREPARE to the last install
     * @param sent how many bytes all members sent on their control streams because of it, by the types of messages
     */
    record Figure(long delays, Map<String, Long> sent) {

        long bytes() {
            return sent.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
