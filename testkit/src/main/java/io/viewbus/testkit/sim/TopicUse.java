/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.Order;
import io.viewbus.testkit.time.SimRandom;
import java.util.List;
import java.util.Locale;

/** A topic of the simulation and what one member has to do with it. */
final class TopicUse {

    private static final String SPARE = "total-2";
    private static final List<String> USUAL =
            List.of("total-1", SPARE, "quorum-1", "safe-1", "safe-2", "fifo-1", "fifo-2");

    private final String name;
    private final String question;
    private State state = State.OUT;

    TopicUse(String name) {
        this.name = name;
        question = "message to " + name;
    }

    /** Draws the topics that all members know. In half of the runs one is causal and another one less total: their number is the same. */
    static List<String> drawNames(SimRandom random) {
        boolean causal = random.chance(500);
        return USUAL.stream()
                .map(name -> causal && name.equals(SPARE) ? "causal-1" : name)
                .toList();
    }

    static Order orderOf(String topic) {
        return Order.valueOf(topic.substring(0, topic.indexOf('-')).toUpperCase(Locale.ROOT));
    }

    String name() {
        return name;
    }

    /** Returns how a message to it is called while it is not answered. */
    String question() {
        return question;
    }

    Order order() {
        return orderOf(name);
    }

    State state() {
        return state;
    }

    void become(State next) {
        state = next;
    }

    /** Whether the member is in the topic's group, as far as it knows. */
    enum State {
        /** Not in. */
        OUT,
        /** Asked to be in. */
        JOINING,
        /** In. */
        IN,
        /** Asked to be out. */
        LEAVING
    }
}
