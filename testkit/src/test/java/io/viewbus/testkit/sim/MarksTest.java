/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.testkit.marks.Marks;
import io.viewbus.testkit.scenario.ScenarioRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The scenarios and some seeds reach every marked place of the protocol, besides those of which the list says why not. The list can
 * only get shorter: what is on it and is reached has to be taken off.
 */
class MarksTest {

    private static final Path UNREACHED = Path.of("src/test/resources/marks-not-reached.txt");
    private static final int SEEDS = 25;
    /** Some marks are rare, and which seeds reach them changes with the code. */
    private static final int MOST_SEEDS = 250;

    /** What hardly any other seed comes to. */
    private static final List<RunSpec> RARE = List.of(RunSpec.of(280).withPolicy(Policy.PARTITIONABLE));

    @Test
    void everyMarkIsReached_besidesThoseOnTheList() throws IOException {
        Map<String, String> reasons = reasons();
        Marks marks = ScenarioRuns.marks();
        runSeeds(1, SEEDS, marks);
        RARE.forEach(spec -> run(spec, marks));
        assertThat(marks.neverHit())
                .as("marks that are reached, or are none: take them off %s", UNREACHED)
                .containsAll(reasons.keySet());
        for (long seed = SEEDS + 1; seed <= MOST_SEEDS && lacksSome(marks, reasons); seed++) {
            runSeeds(seed, seed, marks);
        }
        assertThat(marks.neverHit())
                .as("marks that are not reached and not in %s", UNREACHED)
                .allMatch(reasons::containsKey);
    }

    private static void runSeeds(long first, long last, Marks marks) {
        for (long seed = first; seed <= last; seed++) {
            for (Policy policy : Policy.values()) {
                RunSpec spec = RunSpec.of(seed).withPolicy(policy);
                // Whoever is watched is missed at once; what only silence tells must be seen, too.
                run(seed % 2 == 0 ? spec.withoutWatching() : spec, marks);
            }
        }
    }

    private static boolean lacksSome(Marks marks, Map<String, String> reasons) {
        return !reasons.keySet().containsAll(marks.neverHit());
    }

    private static void run(RunSpec spec, Marks marks) {
        SimResult result = new Simulation(spec, new MarkCounter(RunObserver.NONE, marks)).run();
        assertThat(result.violations()).as(spec.command()).isEmpty();
    }

    /** Each line is a mark, a colon, and the reason why it is not reached. */
    private static Map<String, String> reasons() throws IOException {
        Map<String, String> reasons = new TreeMap<>();
        for (String line : Files.readAllLines(UNREACHED)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(": ", 2);
                assertThat(parts).as("a mark and a reason: " + line).hasSize(2);
                assertThat(reasons.put(parts[0], parts[1])).as(line).isNull();
            }
        }
        return reasons;
    }
}
