/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepairTimerTest {

    private final RepairTimer timer = new RepairTimer();

    @Test
    void asks_whenAGapLasts() {
        assertThat(timer.isDue(1, 5, 10, 100)).isFalse();
        assertThat(timer.isDue(1, 5, 10, 109)).isFalse();
        assertThat(timer.isDue(1, 5, 10, 110)).isTrue();
        assertThat(timer.attempts()).isEqualTo(1);
    }

    @Test
    void asks_lessAndLessOften() {
        timer.isDue(1, 5, 10, 0);
        int questions = 0;
        for (int now = 1; now <= 1000; now++) {
            questions += timer.isDue(1, 5, 10, now) ? 1 : 0;
        }

        assertThat(questions).isBetween(5, 10);
    }

    @Test
    void lessPatience_beginsAnew() {
        timer.isDue(1, 5, 100, 0);
        assertThat(timer.isDue(1, 5, 10, 50)).isFalse();
        assertThat(timer.isDue(1, 5, 10, 59)).isFalse();
        assertThat(timer.isDue(1, 5, 10, 60)).isTrue();
    }

    @Test
    void restart_asksAsSoonAsAtFirst() {
        timer.isDue(1, 5, 10, 0);
        for (int now = 1; now <= 300; now++) {
            timer.isDue(1, 5, 10, now);
        }
        timer.restart();

        assertThat(timer.attempts()).isZero();
        assertThat(timer.isDue(1, 5, 2, 301)).isFalse();
        assertThat(timer.isDue(1, 5, 2, 303)).isTrue();
        assertThat(timer.attempts()).isEqualTo(1);
    }

    @Test
    void progress_givesTimeAgain() {
        timer.isDue(1, 5, 10, 0);
        assertThat(timer.isDue(1, 5, 10, 10)).isTrue();
        assertThat(timer.isDue(3, 5, 10, 40)).isFalse();
        assertThat(timer.attempts()).isZero();
        assertThat(timer.isDue(3, 5, 10, 50)).isTrue();
        assertThat(timer.isDue(5, 5, 10, 90)).isFalse();
    }
}
