/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void shouldFindTheMiddleOfAnOddNumber() {
        assertThat(new Sample(List.of(9.0, 1.0, 3.0)).median()).isEqualTo(3.0);
    }

    @Test
    void shouldHalveTheMiddlePairOfAnEvenNumber() {
        assertThat(new Sample(List.of(9.0, 1.0, 3.0, 5.0)).median()).isEqualTo(4.0);
    }

    @Test
    void shouldKnowItsRangeAndKeepItsSequence() {
        Sample sample = new Sample(List.of(9.0, 1.0, 3.0));

        assertThat(sample.least()).isEqualTo(1.0);
        assertThat(sample.most()).isEqualTo(9.0);
        assertThat(sample.values()).containsExactly(9.0, 1.0, 3.0);
    }

    @Test
    void shouldDivideTurnByTurn() {
        Sample slowAtLast = new Sample(List.of(50.0, 60.0, 5.0));
        Sample machine = new Sample(List.of(100.0, 100.0, 10.0));

        assertThat(slowAtLast.dividedBy(machine).median()).isEqualTo(0.5, within(1e-9));
    }

    @Test
    void shouldRefuseNothingAndOtherTurns() {
        assertThatThrownBy(() -> new Sample(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sample(List.of(1.0)).dividedBy(new Sample(List.of(1.0, 2.0))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
