/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ThroughputCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "throughput --members 1,--members must be 2 to 16",
        "throughput --members 17,--members must be 2 to 16",
        "throughput --members many,'many' is not",
        "throughput --size 15,--sizes must be 16 to 262144",
        "throughput --size 262145,--sizes must be 16 to 262144",
        "throughput --order best,--order",
        "throughput --seconds 0,--seconds must be 1",
        "throughput --warmup -1,--warmup must be 0",
        "throughput --rounds 0,--rounds must be 1",
        "throughput --systems nobody,--systems",
        "'throughput --systems ,','--systems'",
        "'throughput --systems aeron --against aeron','exclude each other'",
        "throughput --against nobody,--against: there is no system",
        "latency --rate 0,--rate must be 1 to",
        "viewchange --members 2,--members must be 3 to",
        "viewchange --rate often,must be 1 to 10000000",
        "viewchange --kinds birth,--kinds",
        "viewchange --topics 2,--topics must be 1 where views are watched",
        "viewchange --systems aeron,none of [aeron] can do viewchange",
        "viewchange --systems corosync,'none of [corosync] can do viewchange: corosync was left out: its views'",
        "slow --systems viewbus-raw,none of [viewbus-raw] can do slow",
        "growth --members 1,--members must be 2 to",
        "throughput --out /proc/none,is no directory that can be written to",
        "throughput --topics 0,--topics must be 1 to 16",
        "compare nothing nowhere,nothing cannot be read",
        "throughput --counters perhaps,--counters",
        "throughput --speed 3,Unknown options",
        "throughput now,Unmatched argument",
        "speed,Unmatched argument",
        "'',choose what to measure"
    })
    void shouldRefuseBadInputInOneSentence(String args, String complaint) {
        int exitCode = execute(args.isEmpty() ? new String[0] : args.split(" "));

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains(complaint);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldExplainItselfAndHideTheMembers() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString()).contains("Usage: viewbus perf", "throughput").doesNotContain("\n  member ");
        assertThat(execute("throughput", "--help")).isZero();
        assertThat(out.toString())
                .contains("Usage: viewbus perf throughput", "--members", "--orders", "--against", "--out", "--json");
    }

    private int execute(String... args) {
        CommandLine line = PerfMain.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(args);
    }
}
