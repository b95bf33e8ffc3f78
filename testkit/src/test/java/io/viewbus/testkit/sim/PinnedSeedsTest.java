/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Seeds that once failed, that still do if what they found comes back, and that no scenario could be made of. */
class PinnedSeedsTest {

    /** L7: whoever had accepted a view and waited for the decision declined a ballot, and the next one let nobody in (VS-18). */
    @Test
    void whoWaitsForADecision_doesNotDecline() {
        RunSpec spec = RunSpec.of(32_962).withPolicy(Policy.PARTITIONABLE);
        assertThat(new Simulation(spec).run().violations())
                .as("replay: %s", spec.command())
                .isEmpty();
    }
}
