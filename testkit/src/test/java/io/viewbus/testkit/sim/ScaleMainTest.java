/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleMainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({
        "--scale 6, 'primary, with messages'",
        "--scale 6 --policy partitionable, 'partitionable, with messages'",
        "--scale 5 --membership --seed 7, 'primary, membership alone'",
        "--scale 4 --policy partitionable --membership, 'partitionable, membership alone'"
    })
    void theWholeScriptRuns(String line, String what) {
        assertThat(run(line)).isZero();
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.get(0)).matches("sim: core [0-9a-f]{12}");
        assertThat(lines.stream().map(text -> text.split(" ", -1)[0]))
                .containsExactly(
                        "sim:", "phase", "form", "lose", "restart", "split", "heal", "settle", "idle", "all", "scale");
        assertThat(lines.get(lines.size() - 1)).startsWith("scale ok: ").contains(what);
    }

    @Test
    void aSeedIsAsLongAsItIsSaid() {
        assertThat(run("--scale 3 --membership --seed 4294967297")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("membership alone, seed 4294967297: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--scale",
                "--scale x",
                "--scale 2",
                "--scale 65",
                "--scale 4294967299",
                "--scale 3 --seed x",
                "--scale 3 --seed 1 --seed 1",
                "--scale 5 --seed",
                "--scale 5 --policy anarchy",
                "--scale 5 --trace"
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

    private int run(String line) {
        return SimMain.run(
                line.split(" "),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
