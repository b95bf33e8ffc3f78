/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A few mutants that are caught soon; all of them take {@code bin/sim --mutants}. */
class MutantMainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void representativeMutants_areCaught() {
        assertThat(run("--only", "07-,16-,50-", "--seeds", "5", "--threads", "1"))
                .as(out.toString(StandardCharsets.UTF_8))
                .isZero();
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.get(0)).startsWith("07-quorum-of-the-proposed ").contains(" M9 Primary Quorum ");
        assertThat(lines.get(1)).startsWith("16-remainder-starts-with-self ").contains(" O");
        assertThat(lines.get(2)).startsWith("50-safe-without-order ").contains(" S2 Safe Order Stability ");
        assertThat(lines.get(3)).startsWith("mutants ok: 3 of 3 caught, median ");
    }

    @ParameterizedTest
    @CsvSource({
        "--seeds none, '--seeds needs a number, not none'",
        "--seeds 10000001, '--seeds must be 1 to 10000000, not 10000001'",
        "--threads 999999999, '--threads must be 1 to 1024, not 999999999'",
        "--only nosuch, there is no mutant nosuch",
        "'--only 01,999', there is no mutant 999",
        "'--only 01,', there is no mutant without a name",
        "--only, --only needs the names of mutants",
        "--only 01 --only 02, --only is there twice",
        "--trace, with --mutants there is no option --trace"
    })
    void whatMakesNoSense_isSaid(String line, String what) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("sim: " + what);
        assertThat(out.size()).isZero();
    }

    private int run(String... args) {
        return MutantMain.run(
                List.of(args),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
