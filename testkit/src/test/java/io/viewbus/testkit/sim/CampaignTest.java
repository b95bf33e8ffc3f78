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

    /** Killed after any byte: the torn line is not taken for an outcome, and is gone when the next one is written. */
    @Test
    void aTornLineIsRunAgain() throws IOException {
        for (int length = 1; length < SECOND.length(); length += 7) {
            Files.writeString(file, FIRST + "\n" + SECOND.substring(0, length));
            assertThat(run("--seeds 4 --piece 2 --policy both --membership --threads 1"))
                    .isZero();
            assertThat(lines()).hasSize(2).contains(FIRST);
            assertThat(lines().get(1)).startsWith(SECOND.substring(0, SECOND.indexOf(" wall")));
        }
    }

    /** Killed after the last letter, before the end of the line: it is an outcome, and the next one is a line of its own. */
    @Test
    void aLineWithoutItsEndCounts() throws IOException {
        Files.writeString(file, FIRST);
        assertThat(run("--seeds 4 --piece 2 --policy both --membership --threads 1"))
                .isZero();
        assertThat(lines()).hasSize(2).startsWith(FIRST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "something else",
                "core 0 policy anarchy with membership seeds 1 to 2 violations 0 wall 3 s",
                "core 0 policy primary with membership seeds 2 to 1 violations 0 wall 3 s",
                "core 0 policy primary with membership seeds 1 to 9223372036854775808 violations 0 wall 3 s",
                "core 0 policy primary with membership seeds 1 to 2 viol"
            })
    void aLineThatCannotBeRead_isRefused(String line) throws IOException {
        String text = FIRST + "\n" + line + "\n" + SECOND + "\n";
        Files.writeString(file, text);
        assertThat(run("--seeds 4 --piece 2 --policy both --membership")).isEqualTo(2);
        assertThat(errors()).hasSize(1).first().asString().startsWith("sim: ").contains("line 2: " + line);
        assertThat(file).hasContent(text);
    }

    /** It is no beginning of a line of a campaign, so somebody else wrote it: nothing may be cut off. */
    @Test
    void anotherFile_isLeftAsItIs() throws IOException {
        Files.writeString(file, "core values");
        assertThat(run("--seeds 4")).isEqualTo(2);
        assertThat(errors()).hasSize(1).first().asString().contains("line 1: core values");
        assertThat(file).hasContent("core values");
    }

    @Test
    void aFileThatCannotBeWritten_isRefusedBeforeAnythingRuns() {
        file = directory.resolve("missing").resolve("campaign.txt");
        assertThat(run("--seeds 2 --piece 2 --membership --threads 1")).isEqualTo(2);
        assertThat(errors()).hasSize(1).first().asString().contains(file + " cannot be used");
        assertThat(out.size()).isZero();
    }

    @Test
    void theLastSeedsThatThereAreRun() throws IOException {
        assertThat(run("--seeds 2 --from 9223372036854775805 --membership --threads 1"))
                .isZero();
        assertThat(lines()).hasSize(1).first().asString().contains("seeds 9223372036854775805 to 9223372036854775806");
        assertThat(lastLine()).startsWith("campaign: 2 different seeds");
    }

    @Test
    void aPieceThatStops_isKeptAsFarAsItCame_andGoesOn() throws IOException {
        String line = "--seeds 8 --piece 7 --threads 1 --no-shrink";
        assertThat(runWithDefects(line)).isEqualTo(1);
        assertThat(lines()).hasSize(2);
        assertThat(lines().get(0)).contains(" seeds 1 to 5 violations 5 ");
        assertThat(lines().get(1)).contains(" seeds 8 to 8 violations 1 ");
        assertThat(outputs()).anyMatch(text -> text.startsWith("2 seeds did not run"));
        assertThat(lastLine())
                .startsWith("campaign FAILED: 6 of 8 different seeds")
                .contains(" 6 violations");

        assertThat(runWithDefects(line)).isEqualTo(1);
        assertThat(lines()).hasSize(3).last().asString().contains(" seeds 6 to 7 violations 2 ");
        assertThat(lastLine()).startsWith("campaign FAILED: 8 different seeds").contains(" 8 violations");
    }

    @Test
    void failures_areToldWithTheirCommands_andTheFirstIsShrunk() {
        assertThat(runWithDefects("--seeds 3 --piece 2 --threads 1")).isEqualTo(1);
        assertThat(outputs())
                .anyMatch(text -> text.matches("replay: bin/sim --seed 1 .*--only .* --canary --trace"))
                .contains("replay: bin/sim --seed 3 --canary --trace")
                .anyMatch(text -> text.matches("also failed: seed 2 \\(\\w+\\): bin/sim --seed 2 --canary --trace"));
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
    @ValueSource(
            strings = {
                "",
                "--seeds",
                "--seeds 0",
                "--seeds x",
                "--seeds 100000001",
                "--seeds 5 --policy some",
                "--seeds 5 --policy",
                "--seeds 5 --trace",
                "--seeds 5 --seeds 5",
                "--seeds 5 --threads 1025",
                "--seeds 5 --threads 999999999",
                "--seeds 5 --piece 0",
                "--seeds 2 --from 9223372036854775806"
            })
    void badArguments_areExplainedInOneSentence(String line) {
        assertThat(run(line)).isEqualTo(2);
        assertThat(errors()).hasSize(1).first().asString().startsWith("sim: ");
        assertThat(file).doesNotExist();
    }

    private static String line(String core, String policy, String seeds, String outcome) {
        return "core " + core + " policy " + policy + " with membership seeds " + seeds + " violations " + outcome;
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file);
    }

    private String lastLine() {
        return outputs().get(outputs().size() - 1);
    }

    private List<String> outputs() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> errors() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private int run(String line) {
        return SimMain.run(words("--campaign " + file + " " + line), stream(out), stream(err));
    }

    private int runWithDefects(String line) {
        List<String> words = List.of(words(file + " " + line));
        return CampaignMain.run(words, stream(out), stream(err), RunSpec::withCanary);
    }

    private static String[] words(String line) {
        return line.strip().split(" ");
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
