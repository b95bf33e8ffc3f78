/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viewbus.perf.report.Result.Figure;
import io.viewbus.perf.report.Result.Subject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final Figure RATE = new Figure("deliveredPerSecondPerMember", "msg/s", true);
    private static final Figure FAIRNESS = new Figure("fairness", "", false);

    @TempDir
    Path directory;

    @Test
    void shouldPrintATableAndRatiosByTurns() {
        assertThat(TextTable.of(results(1)).lines())
                .contains(
                        "throughput, 3 members, payloads of 1000 bytes",
                        "viewbus        total   deliveredPerSecondPerMember         500,000 msg/s   400,000 to 600,000 in 3",
                        "aeron          fifo    deliveredPerSecondPerMember       1,000,000 msg/s   1,000,000 to 1,000,000 in 3",
                        "viewbus total / aeron fifo, deliveredPerSecondPerMember: 0.50 (0.40 to 0.60)",
                        "no <b> is bold & 'quoted'");
    }

    @Test
    void shouldNotCompareWhatIsNotToBeCompared() {
        assertThat(results(1).ratios()).singleElement().satisfies(ratio -> {
            assertThat(ratio.figure()).isEqualTo(RATE);
            assertThat(ratio.other().system()).isEqualTo("aeron");
        });
    }

    @Test
    void shouldReadWhatItWrote() {
        Results results = results(1);
        Results read = JsonFormat.read(JsonFormat.write(results));

        assertThat(read.results()).isEqualTo(results.results());
        assertThat(read.machine()).isEqualTo(results.machine());
        assertThat(read.remarks()).isEqualTo(results.remarks());
        assertThat(read.distributions()).isEqualTo(results.distributions());
    }

    @Test
    void shouldWriteRecordsThatProgramsCanFind() {
        assertThat(JsonFormat.write(results(1)).replaceAll("\\s", ""))
                .contains("{\"system\":\"viewbus\",\"scenario\":\"throughput\",\"order\":\"total\",\"size\":1000,"
                        + "\"members\":3,\"metric\":\"deliveredPerSecondPerMember\",\"unit\":\"msg/s\",\"compared\":true,"
                        + "\"median\":500000.0,\"min\":400000.0,\"max\":600000.0,\"rounds\":3,");
    }

    @Test
    void shouldRefuseWhatIsNoResult() {
        assertThatThrownBy(() -> JsonFormat.read("{}")).hasMessageStartingWith("these are no results of viewbus perf");
        assertThatThrownBy(() -> JsonFormat.read("no")).hasMessageStartingWith("these are no results of viewbus perf");
    }

    @Test
    void shouldWriteFilesThatBrowsersCanRead() throws Exception {
        Report.write(results(1), directory);

        assertThat(directory.resolve("results.json")).exists();
        assertThat(directory.resolve("histograms/throughput-viewbus-total-1000b-3m-own.hgrm"))
                .content()
                .contains("Percentile");
        String page = Files.readString(directory.resolve("report.html"));
        assertThat(page).contains("no &lt;b&gt; is bold &amp; &#39;quoted&#39;").doesNotContain("<b>", "src=", "href=");
        try (var plots = Files.list(directory.resolve("plots"))) {
            assertThat(plots.toList()).hasSize(2).allSatisfy(plot -> parse(Files.readString(plot)));
        }
    }

    @Test
    void shouldTellWhatChangedBeyondTheSpread() {
        String text = Difference.of(results(1), results(2));

        assertThat(text.lines())
                .anyMatch(line -> line.matches("throughput 3m 1000B viewbus total / aeron fifo .* 0.50 +1.00 +\\+100%"))
                .anyMatch(line -> line.matches("throughput 3m 1000B aeron fifo .*\\(\\+0%\\)"));
        assertThat(Difference.of(results(1), new Results("c", "at", Map.of(), List.of(), List.of(), List.of())))
                .contains("processors was 2 and is unknown", "no figures are in both");
    }

    private static void parse(String svg) throws Exception {
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static Results results(int factor) {
        Subject viewbus = new Subject("viewbus", "throughput", "total", 1000, 3);
        Subject aeron = new Subject("aeron", "throughput", "fifo", 1000, 3);
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(50_000, 99);
        histogram.recordValueWithCount(7_000_000, 1);
        return new Results(
                "viewbus perf throughput",
                "2026-01-01T00:00:00Z",
                Map.of("processors", "2"),
                List.of(
                        new Result(viewbus, RATE, new Sample(List.of(6e5 * factor, 5e5 * factor, 4e5 * factor))),
                        new Result(viewbus, FAIRNESS, new Sample(List.of(0.5, 0.6, 0.7))),
                        new Result(aeron, RATE, new Sample(List.of(1e6, 1e6, 1e6)))),
                List.of(new Distribution(viewbus, "own", histogram)),
                List.of("no <b> is bold & 'quoted'"));
    }
}
