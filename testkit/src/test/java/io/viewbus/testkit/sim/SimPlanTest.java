/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SimPlanTest {

    private static final RunSpec SPEC = RunSpec.of(42);

    @Test
    void leavingFaultsOut_leavesTheOthersAsTheyAre() {
        List<Episode> all = SimPlan.draw(SPEC).episodes();
        SimPlan some = SimPlan.draw(SPEC.withOnly(List.of(2, 4)));
        assertThat(some.episodes()).containsExactly(all.get(1), all.get(3));
        assertThat(some.network()).isEqualTo(SimPlan.draw(SPEC).network());
    }

    @Test
    void anotherNumberOfMembers_leavesTheFaultsAsTheyAre() {
        SimPlan plan = SimPlan.draw(SPEC);
        SimPlan small = SimPlan.draw(SPEC.withMembers(3));
        assertThat(small.names()).containsExactly("m1", "m2", "m3");
        assertThat(small.episodes()).isEqualTo(plan.episodes());
        assertThat(small.messaging()).isEqualTo(plan.messaging());
    }

    @Test
    void everyKindOfFaultStrikesSomewhere() {
        TreeSet<FaultKind> struck = new TreeSet<>();
        for (long seed = 1; seed <= 100 && struck.size() < FaultKind.ALL.size(); seed++) {
            SimPlan plan = SimPlan.draw(RunSpec.of(seed));
            SimResult result = new Simulation(RunSpec.of(seed)).run();
            assertThat(result.struck()).isNotEmpty();
            plan.episodes().stream()
                    .filter(episode -> result.struck().contains(episode.number()))
                    .forEach(episode -> struck.add(episode.kind()));
        }
        assertThat(struck).containsAll(FaultKind.ALL);
    }

    @Test
    void aCommandSaysWhatWasRun() {
        RunSpec spec = SPEC.withMembers(3).withOnly(List.of(9, 4)).membershipAlone();
        String command = spec.command();
        assertThat(command).isEqualTo("bin/sim --seed 42 --members 3 --only 4,9 --membership --trace");
        String[] words = command.substring("bin/sim ".length()).split(" ");
        assertThat(SimOptions.parse(words).spec()).isEqualTo(spec);
    }
}
