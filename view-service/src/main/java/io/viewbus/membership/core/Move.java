/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

/**
 * A legal move of a state machine. Each machine has an enum of its moves, which is its whole table: whatever is not in there throws.
 * A move that is made is a mark as well, so tests know which were ever made, and {@code docs/STATES.md} is printed from it.
 *
 * @param <S> the states
 */
public interface Move<S extends Enum<S>> {

    /**
     * Returns the state in which it can be made.
     *
     * @return the state
     */
    S from();

    /**
     * Returns the state to which it leads.
     *
     * @return the state
     */
    S to();

    /**
     * Says on what it is made.
     *
     * @return a clause without a full stop
     */
    String on();

    /** Finds the move between two states, of which there is one at most. */
    static <S extends Enum<S>, M extends Enum<M> & Move<S>> M require(M[] moves, S from, S to) {
        for (M move : moves) {
            if (move.from() == from && move.to() == to) {
                return move;
            }
        }
        throw new IllegalStateException(from + " may not become " + to + ": the protocol has no such move");
    }
}
