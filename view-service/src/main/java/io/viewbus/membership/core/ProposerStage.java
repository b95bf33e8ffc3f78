/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

/** What a ballot waits for. {@link StageMove} has its moves. */
public enum ProposerStage {
    /** No ballot is led. */
    IDLE,
    /** Promises of the whole electorate. */
    GATHERING,
    /** Acceptances of a quorum, and of everybody alive in the next view. */
    PROPOSED
}
