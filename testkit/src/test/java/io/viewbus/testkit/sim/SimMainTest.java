/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                "--from 3",
                "--seed 1 --from 3",
                "--seeds 2 --from 9223372036854775806",
                "--seeds 1 --from 9223372036854775807",
                "--profile ci --from 9223372036854775000",
                "--seeds 9223372036854775808",
                "--seeds 3 --threads 1025",
                "--seeds 3 --threads 999999999",
                "--seed 1 --members 4294967299",
                "--seed 1 --members",
                "--seed 1 --members --trace",
                "--seed 1 --seed 2",
                "--seed 1 --trace --trace",
                "--seed 1 --only 999",
                "--seed 1 --only 0",
                "--seed 1 --only -1",
                "--seed 1 --only 4294967297",
                "--seed 1 --only 1,999",
                "--seed 1 --only 1, --trace",
                "--seeds 3 --only 1",
                "--seed 1 --canary --membership"
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
    void limits_areNamed() {
        int faults = SimPlan.draw(RunSpec.of(1)).episodes().size();
        assertThat(run("--seed 1 --only 999")).isEqualTo(2);
        assertThat(run("--seeds 2 --from 9223372036854775807")).isEqualTo(2);
        assertThat(run("--seeds 2 --threads 999999999")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "sim: seed 1 has " + faults + " faults, 1 to " + faults
                                + ": there is no fault 999; see bin/sim --help",
                        "sim: --from must be at most 9223372036854775805 with 2 seeds, not 9223372036854775807;"
                                + " see bin/sim --help",
                        "sim: --threads must be 1 to 1024, not 999999999; see bin/sim --help");
    }

    @Test
    void aFaultThatIsThere_strikes() {
        assertThat(run("--seed 1 --only 1")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(" 1 faults, 0 violations");
    }

    @Test
    void theLastSeedThereIs_runs() {
        assertThat(run("--seeds 1 --from 9223372036854775806 --members 3 --threads 2"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("sim ok: 1 seeds, ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "--seed 1 --help", "--mutants --help", "--scale 5 --help"})
    void help_isPrinted(String line) {
        assertThat(run(line)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--seeds N");
    }

    /** What help says goes with one program and not with another is what each of them takes. */
    @ParameterizedTest
    @CsvSource({"--mutants, --mutants", "--scale, --scale 5", "--campaign, --campaign never-written --seeds 1"})
    void help_saysWhichOptionsGoTogether(String program, String line) {
        String usage = usage(program);
        Map<String, String> values =
                Map.of("--members", " 3", "--profile", " ci", "--policy", " primary", "--only", " 01");
        List<String> options = commonOptions();
        assertThat(options).hasSize(9).contains("--members", "--canary");
        for (String option : options) {
            err.reset();
            assertThat(run(line + " " + option + values.getOrDefault(option, "") + " --nonsense"))
                    .isEqualTo(2);
            boolean listed = usage.matches(".*\\[" + option + "[ \\]].*");
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .containsPattern("there is no option " + (listed ? "--nonsense" : option) + "[;,]");
        }
    }

    private static List<String> commonOptions() {
        String help = SimOptions.HELP;
        String list = help.substring(help.indexOf("With these:"), help.indexOf("These take"));
        return list.lines()
                .map(String::strip)
                .filter(text -> text.startsWith("--"))
                .map(text -> text.split(" ", -1)[0])
                .toList();
    }

    /** Returns how a program is called: from its name to the line that says what it does. */
    private static String usage(String program) {
        String after = SimOptions.HELP.substring(SimOptions.HELP.indexOf("bin/sim " + program));
        return after.lines()
                .takeWhile(text ->
                        text.contains("bin/sim " + program) || text.strip().startsWith("["))
                .collect(Collectors.joining());
    }

    private int run(String line) {
        return SimMain.run(
                line.split(" "),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
