/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

/** What an acceptor does between two views. */
public enum BallotMove implements Move<BallotState> {
    /** Takes part in the first ballot. */
    PROMISE(
            BallotState.FREE,
            BallotState.PROMISED,
            "PREPARE; of a process without a view only if the cluster is being founded"),
    /** Takes part in a higher ballot. */
    PROMISE_HIGHER(BallotState.PROMISED, BallotState.PROMISED, "PREPARE of a higher ballot"),
    /** A newcomer hears a proposal: it promised nothing. */
    FETCH_UNASKED(
            BallotState.FREE, BallotState.FETCHING, "PROPOSE to a process without a view, which promises nothing"),
    /** Hears the value of the ballot that it promised. */
    FETCH(BallotState.PROMISED, BallotState.FETCHING, "PROPOSE of no lower ballot than was promised"),
    /** A newcomer hears a value of another ballot. */
    FETCH_OTHER(BallotState.FETCHING, BallotState.FETCHING, "PROPOSE of another ballot to a process without a view"),
    /** Takes part in a higher ballot before it had what the last one needed. */
    PROMISE_FETCHING(BallotState.FETCHING, BallotState.PROMISED, "PREPARE or PROPOSE of a higher ballot"),
    /** Holds everything that the value needs: it accepts. */
    ACCEPT(BallotState.FETCHING, BallotState.READY, "everything that the value needs is here, and members can run it"),
    /** A process without a view accepts while a founding has its promise. */
    ACCEPT_BESIDE(
            BallotState.PROMISED,
            BallotState.READY,
            "everything that a newcomer needs is here; it promised for a founding in the meantime"),
    /** Takes part in a higher ballot, and says what it has accepted. */
    PROMISE_READY(BallotState.READY, BallotState.PROMISED, "PREPARE or PROPOSE of a higher ballot"),
    /** A newcomer that accepted hears a value of another ballot. */
    FETCH_READY(BallotState.READY, BallotState.FETCHING, "PROPOSE of another ballot to a process without a view"),
    /** Hears a decision without having taken part. */
    HEAR_FREE(BallotState.FREE, BallotState.DECIDED, "COMMIT"),
    /** Hears a decision whose value it has not heard, or not in this ballot. */
    HEAR_PROMISED(BallotState.PROMISED, BallotState.DECIDED, "COMMIT"),
    /** Hears a decision before it has what that needs. */
    HEAR_FETCHING(BallotState.FETCHING, BallotState.DECIDED, "COMMIT"),
    /** Hears the decision after it accepted. */
    HEAR_READY(BallotState.READY, BallotState.DECIDED, "COMMIT"),
    /** Promises a ballot that comes too late to change anything. */
    PROMISE_DECIDED(
            BallotState.DECIDED, BallotState.DECIDED, "PREPARE of a higher ballot: answered, it changes nothing here"),
    /** Installs: the ballots of the view that ended are forgotten. */
    INSTALL(BallotState.DECIDED, BallotState.FREE, "the decided view is installed");

    private final BallotState from;
    private final BallotState to;
    private final String on;

    BallotMove(BallotState from, BallotState to, String on) {
        this.from = from;
        this.to = to;
        this.on = on;
    }

    @Override
    public BallotState from() {
        return from;
    }

    @Override
    public BallotState to() {
        return to;
    }

    @Override
    public String on() {
        return on;
    }
}
