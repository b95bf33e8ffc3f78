/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    @Test
    void shouldKeepToItsScheduleHoweverLateItIs() {
        Load load = new Load(3, 16, 10);
        load.start(-SECOND_NS); // As if the system had stood still for a second.
        long firstNs = Stamp.dueNs(load.payload(), 0);
        int sent = 0;
        while (sent < 10 && load.isDue()) {
            assertThat(Stamp.dueNs(load.payload(), 0) - firstNs).isEqualTo(sent * SECOND_NS / 10);
            assertThat(Stamp.stamp(load.payload(), 0)).isEqualTo(Stamp.of(3, sent));
            load.sent();
            sent++;
        }

        assertThat(load.count()).isEqualTo(10);
        assertThat(load.blocked().getMaxValue()).isGreaterThanOrEqualTo(SECOND_NS * 99 / 100);
        assertThat(load.takeLongestBlockNs()).isGreaterThanOrEqualTo(SECOND_NS);
        assertThat(load.takeLongestBlockNs()).isZero();
    }

    @Test
    void shouldForgetWhatWasLate_whenItStartsAnew() {
        Load load = new Load(0, 16, 10);
        load.start(-100 * SECOND_NS);
        load.sent();
        assertThat(load.isDue()).as("99 more are late").isTrue();

        load.startAnew();
        load.sent();

        assertThat(load.isDue()).as("the next is due in a tenth of a second").isFalse();
        assertThat(load.blocked().getTotalCount()).isOne();
        assertThat(load.takeLongestBlockNs()).isLessThan(SECOND_NS);
    }

    @Test
    void shouldNotBeDueBeforeItsTime() {
        Load load = new Load(0, 16, 10);
        load.start(SECOND_NS * 3600);

        assertThat(load.isDue()).isFalse();
    }

    @Test
    void shouldAlwaysBeDueWithoutARate() {
        Load load = new Load(0, 16, 0);
        load.start(SECOND_NS * 3600);
        load.sent();

        assertThat(load.isDue()).isTrue();
        assertThat(load.blocked().getTotalCount()).isZero();
    }
}
