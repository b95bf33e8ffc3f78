/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderLogTest {

    private final OrderLog log = new OrderLog(8);

    @Test
    void ranges_countFromOne() {
        log.append(63, 7, 8);
        log.append(0, 1L << 40, 8);

        assertThat(log.held()).isEqualTo(2);
        assertThat(log.rank(1)).isEqualTo(63);
        assertThat(log.upTo(2)).isEqualTo(1L << 40);
    }

    @Test
    void fullLog_takesNothingUntilSomethingIsReleased() {
        for (int i = 0; i < 8; i++) {
            assertThat(log.append(0, i, 100)).isTrue();
        }
        assertThat(log.append(0, 9, 100)).isFalse();

        log.releaseTo(3);

        assertThat(log.append(1, 9, 6)).isTrue();
        assertThat(log.append(1, 10, 6)).isFalse();
        assertThat(log.upTo(9)).isEqualTo(9);
    }

    @Test
    void release_neverGoesBackNorAhead() {
        log.append(0, 1, 8);
        log.releaseTo(5);
        log.releaseTo(0);

        assertThat(log.released()).isEqualTo(1);
    }
}
