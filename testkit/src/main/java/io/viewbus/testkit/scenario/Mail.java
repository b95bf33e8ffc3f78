/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import io.viewbus.core.wire.DataHeader;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Everything that is sent and received in a scenario: what is lost by type, what is counted, and what is waited for. */
final class Mail {

    private final Map<Integer, String> names = new TreeMap<>();
    private final List<Loss> losses = new ArrayList<>();
    private final List<Trap> traps = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    void register(Member member) {
        names.put(DataHeader.tagOf(member.incarnation()), member.name());
    }

    String nameOf(Incarnation incarnation) {
        return nameOf(DataHeader.tagOf(incarnation));
    }

    String nameOf(int senderTag) {
        return names.getOrDefault(senderTag, "?");
    }

    void lose(MessageType type, String from, String to) {
        losses.add(new Loss(type, from, to));
    }

    void loseNoMore(Predicate<Loss> which) {
        losses.removeIf(which);
    }

    /** Tells whether the message is lost on this way. */
    boolean isLost(@Nullable MessageType type, String from, String to) {
        return type != null && losses.contains(new Loss(type, from, to));
    }

    /** Does something once, as soon as a message is sent (to nobody) or received. */
    void arm(Trap trap) {
        traps.add(trap);
    }

    List<Trap> armed() {
        return List.copyOf(traps);
    }

    void onSend(@Nullable MessageType type, String from) {
        if (type != null) {
            count("sent " + type + " " + from);
            spring(type, from, null);
        }
    }

    void onReceive(@Nullable MessageType type, String from, String to) {
        if (type != null) {
            count("got " + type + " " + to);
            count("got " + type + " " + to + " from " + from);
            spring(type, from, to);
        }
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** Returns how many were sent, or received from somebody or anybody, since {@link #countFromHere}. */
    int count(String verb, MessageType type, String who, @Nullable String from) {
        return counts.getOrDefault(verb + " " + type + " " + who + (from == null ? "" : " from " + from), 0);
    }

    void countFromHere() {
        counts.clear();
    }

    private void spring(MessageType type, String from, @Nullable String to) {
        for (Trap trap : List.copyOf(traps)) {
            if (trap.matches(type, from, to) && traps.remove(trap)) {
                trap.action.run();
            }
        }
    }

    /** One type of message does not arrive on one way. */
    record Loss(MessageType type, String from, String to) {}

    /**
     * What is done when a message is seen.
     *
     * @param place where the scenario says so
     * @param type which message
     * @param from who sends it, or null for anybody
     * @param to who receives it, or null to act before it is sent
     * @param action what to do
     */
    record Trap(
            String place,
            MessageType type,
            @Nullable String from,
            @Nullable String to,
            Runnable action) {

        boolean matches(MessageType seen, String sender, @Nullable String receiver) {
            boolean there = to == null ? receiver == null : to.equals(receiver);
            return type == seen && there && (from == null || from.equals(sender));
        }
    }
}
