/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ViewLogTest {

    private final ViewLog log = new ViewLog();

    @Test
    void shouldMeasureTheSilenceAroundAView() throws InterruptedException {
        log.onView("1.1", 3, true, 0, 0, 0);
        log.onDelivery();
        log.onDelivery();
        log.onView("2.0", 2, false, 500, 99, 2);
        log.onDelivery();

        assertThat(log.take().from()).isEqualTo("none");
        Sighting change = log.take();
        assertThat(change.from()).isEqualTo("1.1");
        assertThat(change.to()).isEqualTo("2.0");
        assertThat(change.members()).isEqualTo(2);
        assertThat(change.isCoordinator()).isFalse();
        assertThat(change.tookNs()).isEqualTo(500);
        assertThat(change.delivered()).isEqualTo(2);
        assertThat(change.digest()).isEqualTo(99);
        assertThat(change.silenceNs())
                .isEqualTo(change.firstNs() - change.lastNs())
                .isPositive();
        assertThat(change.installedNs()).isBetween(change.lastNs(), change.firstNs());
    }

    @Test
    void shouldChargeASilenceOverSeveralViewsToTheOneThatEndsIt() throws InterruptedException {
        log.onView("1.1", 3, true, 0, 0, 0);
        log.onDelivery();
        log.onView("2.0", 2, true, 0, 5, 1);
        log.onView("3.0", 1, true, 0, 0, 1);
        log.onDelivery();

        log.take();
        Sighting empty = log.take();
        Sighting last = log.take();
        assertThat(empty.to()).isEqualTo("2.0");
        assertThat(empty.silenceNs()).isZero();
        assertThat(last.from()).isEqualTo("2.0");
        assertThat(last.lastNs()).isEqualTo(empty.lastNs());
        assertThat(last.silenceNs()).isPositive();
    }
}
