/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import org.junit.jupiter.api.Test;

class SenderStreamTest {

    private final SenderStream stream =
            new SenderStream(new Member("a", new Incarnation(1, 2)), 0, new RingRetention(1 << 12));

    /** Simulator seed 991: a newcomer reported its base as stable, and survivors forgot what one of them still needed. */
    @Test
    void theBaseOfANewcomerIsNoProofOfStability() {
        stream.setBase(27);

        assertThat(stream.received()).isEqualTo(27);
        assertThat(stream.stable()).isZero();
    }

    @Test
    void aNewcomerLearnsStabilityLikeEverybody() {
        stream.setBase(27);

        assertThat(stream.stable(25)).isTrue();
        assertThat(stream.release()).isFalse();
        assertThat(stream.stable(24)).isFalse();
    }
}
