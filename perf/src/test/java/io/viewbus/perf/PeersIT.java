/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.perf.peers.CorosyncInstallation;
import io.viewbus.perf.report.Results;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The built jar measures other systems with real members. */
class PeersIT {

    @Test
    void shouldMeasureJGroupsAtItsBestInTotalOrder() throws Exception {
        Results report = Perf.run("throughput --systems jgroups --members 2 --seconds 1 --warmup 0 --rounds 1");

        assertThat(Perf.median(report, "jgroups", "total", "deliveredPerSecondPerMember"))
                .isPositive();
        assertThat(report.remarks())
                .singleElement()
                .asString()
                .contains("the best of", "tcp.xml+SEQUENCER, 4 senders a member", "sequencer.xml, 1 sender a member");
    }

    @Test
    void shouldMeasureAeronClusterAtARate() throws Exception {
        Results report =
                Perf.run("latency --systems aeron-cluster --members 3 --seconds 1 --warmup 0 --rounds 1 --rate 100");

        assertThat(Perf.median(report, "aeron-cluster", "quorum", "ownLatencyP50"))
                .isPositive();
        assertThat(report.distributions())
                .filteredOn(distribution -> distribution.name().equals("own"))
                .singleElement()
                .satisfies(own -> assertThat(own.histogram().getTotalCount()).isBetween(250L, 350L));
    }

    /** What it needs may not be there: then the run says so, and goes on with the others. */
    @Test
    void shouldMeasureCorosyncOrSayWhatIsMissing() throws Exception {
        List<String> missing = CorosyncInstallation.ofThisMachine().missing();

        Results report = Perf.run(
                "throughput --systems aeron,corosync --members 2 --seconds 1 --warmup 0 --rounds 1 --sizes 100");

        assertThat(Perf.median(report, "aeron", "fifo", "deliveredPerSecondPerMember"))
                .isPositive();
        if (missing.isEmpty()) {
            assertThat(Perf.median(report, "corosync", "total", "deliveredPerSecondPerMember"))
                    .isPositive();
            assertThat(report.remarks())
                    .singleElement()
                    .asString()
                    .contains(
                            "the best of",
                            "defaults, 1 sender a member",
                            "sched_rr: no, priority: 0, 4 senders a member");
        } else {
            assertThat(report.remarks()).containsExactly("corosync was skipped: " + String.join("; ", missing));
        }
    }
}
