/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A simulator that cannot fail proves nothing: with a planted defect it must. */
class CanaryTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aPlantedDefect_isFoundShrunkAndReplayed() {
        assertThat(run("--seeds", "3", "--threads", "1", "--canary")).isEqualTo(1);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).anyMatch(line -> line.contains("D1 Delivery Integrity"));
        assertThat(lines).anyMatch(line -> line.startsWith("also failed: "));
        String replay = lines.get(lines.size() - 1);
        assertThat(replay).startsWith("replay: bin/sim --seed 1 ").contains(" --canary");

        out.reset();
        String[] words = replay.substring("replay: bin/sim ".length()).split(" ");
        assertThat(SimOptions.parse(words).spec().only()).hasSizeLessThan(4);
        assertThat(run(words)).isEqualTo(1);
        lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).allMatch(line -> line.length() <= 120);
        assertThat(lines).anyMatch(line -> line.contains("---- view 1: "));
        assertThat(lines.get(lines.size() - 1)).startsWith("D1 says: ");
    }

    private int run(String... args) {
        PrintStream quiet = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return SimMain.run(args, new PrintStream(out, true, StandardCharsets.UTF_8), quiet);
    }
}
