/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignTest {

    private static final String CORE = CoreHash.compute();
    private static final String FIRST = line(CORE, "primary", "1 to 2", "0 wall 3 s");
    private static final String SECOND = line(CORE, "partitionable", "3 to 4", "0 wall 4 s");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("campaign.txt");
    }

    @Test
    void piecesTakeTurnsWithThePolicies_andAreKept() throws IOException {
        assertThat(run("--seeds 3 --piece 2 --policy both --membership --threads 1"))
                .isZero();
        assertThat(lines()).hasSize(2);
        assertThat(lines().get(0))
                .startsWith("core " + CORE + " policy primary with membership seeds 1 to 2 violations 0");
        assertThat(lines().get(1)).contains(" policy partitionable with membership seeds 3 to 3 violations 0");
        assertThat(lastLine())
                .startsWith("campaign: 3 different seeds on core " + CORE
                        + " over primary and partitionable, 0 violations, ");
    }

    @Test
    void whatIsThereIsNotRunAgain() throws IOException {
        Files.write(file, List.of(FIRST, SECOND));
        assertThat(run("--seeds 4 --piece 2 --policy both --membership")).isZero();
        assertThat(lines()).containsExactly(FIRST, SECOND);
        assertThat(err.size()).isZero();
        assertThat(lastLine()).endsWith(" 0 violations, 7 s");
    }

    /** Killed after any byte: the torn line is not taken for an outcome, and does not spoil the next one. */
    @Test
    void aTornLineIsRunAgain() throws IOException {
        for (int length = 1; length < SECOND.length(); length += 7) {
            Files.writeString(file, FIRST + "\n" + SECOND.substring(0, length));
            assertThat(run("--seeds 4 --piece 2 --policy both --membership --threads 1"))
                    .isZero();
            assertThat(lines()).hasSize(3).contains(FIRST);
            assertThat(lines().get(2)).startsWith(SECOND.substring(0, SECOND.indexOf(" wall")));
        }
    }

    @Test
    void anotherCoreCountsForNothing() throws IOException {
        List<String> others = new ArrayList<>(List.of(FIRST.replace(CORE, "000000000000")));
        Files.write(file, others);
        assertThat(run("--seeds 2 --piece 2 --membership --threads 1")).isZero();
        assertThat(lines()).hasSize(2).startsWith(others.get(0));
    }

    @Test
    void aKnownViolationFailsTheCampaign() throws IOException {
        Files.write(file, List.of(FIRST.replace("violations 0", "violations 1")));
        assertThat(run("--seeds 2 --piece 2 --membership")).isEqualTo(1);
        assertThat(lastLine()).startsWith("campaign FAILED: 2 different seeds").contains(" 1 violations");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--seeds", "--seeds 0", "--seeds x", "--seeds 5 --policy some", "--seeds 5 --trace"})
    void badArguments_areExplainedInOneSentence(String line) {
        assertThat(run(line)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("sim: ");
    }

    private static String line(String core, String policy, String seeds, String outcome) {
        return "core " + core + " policy " + policy + " with membership seeds " + seeds + " violations " + outcome;
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file);
    }

    private String lastLine() {
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        return lines.get(lines.size() - 1);
    }

    private int run(String line) {
        String all = "--campaign " + file + " " + line;
        return SimMain.run(
                all.strip().split(" "),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
