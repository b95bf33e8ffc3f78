/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.Order;
import io.viewbus.perf.Comparison.Measured;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    private final Comparison comparison = new Comparison(
            new Workload(List.of(Contestant.VIEWBUS, Contestant.AERON), 3, 1000, Order.TOTAL, 1, 5, 3),
            List.of(
                    new Measured(Contestant.VIEWBUS, new Sample(List.of(600_000.0, 500_000.0, 400_000.0))),
                    new Measured(Contestant.AERON, new Sample(List.of(1e6, 1e6, 1e6)))));

    @Test
    void shouldPrintATable() {
        assertThat(TableReport.of(comparison).lines())
                .contains(
                        "viewbus     total          500,000      500.0   400,000 to 600,000",
                        "aeron       fifo         1,000,000    1,000.0   1,000,000 to 1,000,000",
                        "viewbus / aeron: 0.50 (0.40 to 0.60)");
    }

    @Test
    void shouldPrintOneJsonObject() {
        assertThat(JsonReport.of(comparison))
                .startsWith("{\"scenario\":\"throughput\",\"members\":3,\"size\":1000,\"order\":\"total\"")
                .contains("{\"name\":\"viewbus\",\"order\":\"total\",\"messagesPerSecond\":{\"median\":500000,"
                        + "\"values\":[600000,500000,400000]},\"megabytesPerSecond\":500.00,"
                        + "\"ofAeron\":{\"median\":0.5000,\"values\":[0.6000,0.5000,0.4000]}}")
                .endsWith("}}")
                .doesNotContain("\n");
    }
}
