/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.Order;
import java.util.List;

/** A topic of the simulation and what one member has to do with it. */
final class TopicUse {

    /** The topics that all members know, with their orders. */
    static final List<String> NAMES = List.of("total-1", "total-2", "total-3", "fifo-1", "fifo-2");

    private final String name;
    private State state = State.OUT;

    TopicUse(String name) {
        this.name = name;
    }

    static Order orderOf(String topic) {
        return topic.startsWith("fifo") ? Order.FIFO : Order.TOTAL;
    }

    String name() {
        return name;
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
