/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

/** What a proposer does, ballot by ballot. */
public enum StageMove implements Move<ProposerStage> {
    /** Asks everybody who must answer. */
    START(
            ProposerStage.IDLE,
            ProposerStage.GATHERING,
            "a change is needed, it is this member's turn, and it does not wait after a lost ballot"),
    /** Proposes the one value of the ballot. */
    PROPOSE(ProposerStage.GATHERING, ProposerStage.PROPOSED, "everybody who was asked has promised"),
    /** Gives the ballot up before it proposed anything. */
    BREAK_OFF(
            ProposerStage.GATHERING,
            ProposerStage.IDLE,
            "a higher ballot was promised, somebody who was asked is suspected or does not answer, the value could not run, or a next view is decided"),
    /** Has decided, or gives the value up. */
    FINISH(
            ProposerStage.PROPOSED,
            ProposerStage.IDLE,
            "enough have accepted and the value is decided; or a higher ballot was promised, somebody does not accept, or a next view is decided");

    private final ProposerStage from;
    private final ProposerStage to;
    private final String on;

    StageMove(ProposerStage from, ProposerStage to, String on) {
        this.from = from;
        this.to = to;
        this.on = on;
    }

    @Override
    public ProposerStage from() {
        return from;
    }

    @Override
    public ProposerStage to() {
        return to;
    }

    @Override
    public String on() {
        return on;
    }
}
