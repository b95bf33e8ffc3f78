/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in a scenario are found before it runs, with their line; what does not come true is found when it runs. */
class ScenarioLanguageTest {

    private static final Path PAGE = Path.of("../docs/SCENARIOS.md");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "explode a; no verb",
                "crash; names expected",
                "crash a b?; is no name",
                "cut a b; expected after the first names",
                "drop NONSENSE a -> b; no type of message",
                "lose 30 a -> b; no percentage",
                "wait 5; no time",
                "wait 5s now; too much here",
                "a sends many to news; no number",
                "expect a; is missing",
                "expect a flies; is missing",
                "subscribe a to news rubbish; is not an order",
                "start b running rubbish; is not a partition policy",
                "subscribe a to 3 news total; \"topics\" expected",
                "a sends 5 in to news; \"view\" expected",
                "expect a has 2 sails; \"refused\" expected",
                "crash a when b eats DATA; expected, not",
                "set sails 3; no such setting",
                "repeat 3 times wait 1s; expected, not",
            })
    void malformedLine_isAnErrorWithFileAndLine(String line, String problem) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(ScenarioException.class)
                .hasMessageStartingWith("x.txt:3: ")
                .hasMessageContaining(problem);
    }

    @Test
    void prose_isRequired() {
        assertThatThrownBy(() -> Scenario.parse("x.txt", List.of("", "members a")))
                .hasMessageStartingWith("x.txt:1: ");
    }

    @Test
    void whatDoesNotComeTrue_fails() {
        assertThatThrownBy(() -> parse("members a b", "expect view a at a").run())
                .hasMessageStartingWith("x.txt:4: expect view a at a: a has view 2 of [a, b]");
        assertThatThrownBy(() ->
                        parse("members a b", "until view a at a within 1s").run())
                .hasMessageStartingWith("x.txt:4: in vain: a has view 2 of [a, b]");
    }

    @Test
    void whatIsWaitedForAndNeverHappens_fails() {
        assertThatThrownBy(() -> parse("members a", "crash a when a sends GONE").run())
                .hasMessageStartingWith("x.txt:4: this never happened");
    }

    @Test
    void page_namesEveryWordAndNoOther() throws IOException {
        TreeSet<String> documented = new TreeSet<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("| `")) {
                documented.addAll(bold(line));
            }
        }
        TreeSet<String> existing = new TreeSet<>(Verbs.words());
        existing.addAll(Conditions.words());
        existing.addAll(Settings.words());
        assertThat(documented).isEqualTo(existing);
    }

    /** Words of the language are set in bold, in the second column of the tables. */
    private static List<String> bold(String line) {
        String[] parts = line.split("\\*\\*", -1);
        List<String> words = new ArrayList<>();
        for (int i = 1; i < parts.length; i += 2) {
            words.add(parts[i]);
        }
        return words;
    }

    @Test
    void exampleOfThePage_runs() throws IOException {
        String page = Files.readString(PAGE);
        String example = page.split("```", -1)[1].replaceFirst("^text\n", "");
        Scenario.parse("example", example.lines().toList()).run();
    }

    @Test
    void everyFileOfThePage_exists() throws IOException {
        List<String> files =
                ScenarioRuns.files().stream().map(ScenariosTest::name).toList();
        String page = Files.readString(PAGE);
        assertThat(files).allMatch(file -> page.contains(file.replace(".txt", "")));
        TreeSet<String> named = new TreeSet<>();
        Arrays.stream(page.split("[^-a-z0-9]+", -1))
                .filter(word -> word.matches("(\\d\\d[a-z]?|ce\\d\\d[a-z]?)-[a-z].*"))
                .forEach(word -> named.add(word + ".txt"));
        assertThat(files).containsAll(named);
    }

    private static Scenario parse(String... steps) {
        List<String> lines = new ArrayList<>(List.of("Prose.", ""));
        lines.addAll(Arrays.asList(steps));
        return Scenario.parse("x.txt", lines);
    }
}
