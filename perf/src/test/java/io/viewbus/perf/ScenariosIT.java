/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.perf.report.Results;
import org.junit.jupiter.api.Test;

/** The built jar plays its other scenarios with real members. */
class ScenariosIT {

    @Test
    void shouldMeasureFromWhenMessagesWereDue() throws Exception {
        Results report = Perf.run(
                "latency --systems viewbus,viewbus-raw --members 2 --seconds 1 --warmup 0 --rounds 1 --rate 200");

        for (String system : new String[] {"viewbus", "viewbus-raw"}) {
            assertThat(Perf.median(report, system, "total", "ownLatencyP50")).isPositive();
            assertThat(Perf.median(report, system, "total", "othersLatencyP99")).isPositive();
            assertThat(report.distributions())
                    .filteredOn(distribution -> distribution.name().equals("blocked"))
                    .filteredOn(distribution -> distribution.subject().system().equals(system))
                    .singleElement()
                    .satisfies(blocked -> assertThat(blocked.histogram().getTotalCount())
                            .as("of all messages of both members")
                            .isGreaterThan(400));
        }
    }

    @Test
    void shouldKillTheSequencerUnderLoadAndCompareDigests() throws Exception {
        Results report = Perf.run("viewchange --systems viewbus-raw --members 3 --warmup 0 --rounds 1 --rate 1000"
                + " --kinds join,leave,kill_sequencer --changes 2");

        assertThat(Perf.median(report, "viewbus-raw", "total", "viewsDeliveredDifferently"))
                .isZero();
        assertThat(Perf.median(report, "viewbus-raw", "total", "killSequencerInstalledP50"))
                .isPositive();
        assertThat(Perf.median(report, "viewbus-raw", "total", "killSequencerSilenceP50"))
                .isPositive();
        assertThat(Perf.median(report, "viewbus-raw", "total", "joinInstalledP50"))
                .isPositive();
        assertThat(Perf.median(report, "viewbus-raw", "total", "leaveAgreementP50"))
                .isPositive();
    }

    @Test
    void shouldSlowWhereTheSlowOneSubscribes() throws Exception {
        Results report = Perf.run("slow --systems viewbus --members 2 --seconds 2 --warmup 1 --rounds 1");

        assertThat(Perf.median(report, "viewbus", "total", "othersKeep")).isLessThan(1);
        assertThat(Perf.median(report, "viewbus", "total", "deliveredPerSecondPerFastMember"))
                .isPositive();
    }
}
