/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viewbus.view.ClusterException.Evicted;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class BusSessionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Test
    void resultThatCannotComeAnyMore_isNotAwaited() {
        Mono<Void> lost = Mono.error(new Evicted("excluded"));
        assertThatThrownBy(() -> BusSession.unlessLost(Mono.never(), lost).block(PATIENCE))
                .isInstanceOf(Evicted.class);
    }

    @Test
    void resultAfterAnOrdinaryEnd_isAwaited() {
        Mono<String> result = Mono.just("late").delayElement(Duration.ofMillis(20));
        assertThat(BusSession.unlessLost(result, Mono.empty()).block(PATIENCE)).isEqualTo("late");
    }
}
