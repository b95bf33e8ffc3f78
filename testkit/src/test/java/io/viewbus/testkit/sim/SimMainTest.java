/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimMainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--seeds",
                "--seeds x",
                "--seeds 0",
                "--sedes 3",
                "--trace --seeds 3",
                "--seed 1 --seeds 2",
                "--members 3-2 --seed 1",
                "--members 3-x --seed 1",
                "--profile big --seed 1",
                "--policy anarchy --seed 1",
                "--policy none --seed 1",
                "--only 3,x --seed 1",
                "--from 3"
            })
    void badArguments_areExplainedInOneSentence(String line) {
        assertThat(run(line)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("sim: ");
        assertThat(out.size()).isZero();
    }

    @Test
    void aSeedThatHolds_endsWithOneLine() {
        assertThat(run("--seed 1 --members 3 --only none")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .first()
                .asString()
                .matches("sim: core [0-9a-f]{12}");
        assertThat(out.toString(StandardCharsets.UTF_8).lines().skip(1))
                .first()
                .asString()
                .matches("sim ok: 1 seeds, \\d+ views, \\d+ messages, 0 faults, 0 violations");
    }

    @Test
    void help_isPrinted() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--seeds N");
    }

    private int run(String line) {
        return SimMain.run(
                line.split(" "),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
