/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Remembers that a socket had nothing, for as long as the turn lasts. In a turn the driver may go through several duty cycles, and it asks
 * every socket in each; most of the answers are that nothing is there, and each is a system call.
 */
final class EmptySocket {

    /** The turns of one driver. */
    static final class Turns {
        private long number = 1;

        /** Begins a turn: every socket is asked again. */
        void next() {
            number++;
        }
    }

    private final Turns turns;
    private long emptyIn;

    EmptySocket(Turns turns) {
        this.turns = turns;
    }

    /** Whether there was nothing when it was asked in this turn. */
    boolean isKnown() {
        return emptyIn == turns.number;
    }

    /** Takes notice of where a datagram came from, null if there was none, and returns it. */
    @Nullable
    InetSocketAddress noted(@Nullable InetSocketAddress source) {
        if (source == null) {
            emptyIn = turns.number;
        }
        return source;
    }
}
