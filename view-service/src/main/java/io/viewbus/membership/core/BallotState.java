/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

/** Where an acceptor stands in the agreement on what follows its view. {@link BallotMove} has its moves. */
public enum BallotState {
    /** Has promised nothing for this view. */
    FREE,
    /** Promised a ballot and has heard no value in it. */
    PROMISED,
    /** Has heard a value and fetches what that needs. */
    FETCHING,
    /** Holds everything that the value needs, and has accepted it. */
    READY,
    /** Knows the decision and fetches what that needs. */
    DECIDED
}
