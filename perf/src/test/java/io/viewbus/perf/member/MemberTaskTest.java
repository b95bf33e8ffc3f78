/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viewbus.Order;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberTaskTest {

    @Test
    void shouldBeReadAsItIsWritten() {
        MemberTask task = Tasks.of(Scenario.SLOW, Order.SAFE, 1000);

        assertThat(MemberTask.parse(task.words())).isEqualTo(task);
    }

    @Test
    void shouldNameWhatIsMissing() {
        assertThatThrownBy(() -> MemberTask.parse(List.of("scenario=SLOW"))).hasMessage("nothing was said of cluster");
        assertThatThrownBy(() -> MemberTask.parse(List.of("slow"))).hasMessageContaining("name=value");
    }
}
