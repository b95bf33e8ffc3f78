/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static io.viewbus.testkit.sim.SimPlan.MS;
import static io.viewbus.testkit.sim.SimPlan.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.membership.core.MembershipConfig;
import io.viewbus.testkit.time.SimRandom;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As many as a cluster can have come at once: they come in together and not one by one. */
class CrowdTest {

    private static final List<String> NAMES = CalmPlan.names(MembershipConfig.MAX_MEMBERS);
    /** So far apart is what is started by one command: less than a member waits for company (VS-36). */
    private static final long SPREAD_NS = 10 * MS;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void strangers_foundAClusterInFewViews(long seed) {
        ScriptedCluster script = new ScriptedCluster(CalmPlan.membershipAlone(Policy.PRIMARY), seed);
        come(script, seed, NAMES);
        assertThat(script.views()).isLessThanOrEqualTo(ScaleRun.MOST_VIEWS_OF_A_CROWD);
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7, 8, 9, 10})
    void newcomers_areInAfterFewViews(long seed) {
        ScriptedCluster script = new ScriptedCluster(CalmPlan.membershipAlone(Policy.PRIMARY), seed);
        come(script, seed, NAMES.subList(0, 1));
        int before = script.views();
        come(script, seed, NAMES);
        assertThat(script.views() - before).isLessThanOrEqualTo(ScaleRun.MOST_VIEWS_OF_A_CROWD);
    }

    /** Starts those who do not run yet and waits until all of these are in. */
    private static void come(ScriptedCluster script, long seed, List<String> names) {
        SimRandom random = new SimRandom(seed).named("starts");
        for (String name : names) {
            script.cluster().startLater(name, random.named(name).between(0, SPREAD_NS));
        }
        assertThat(script.await(() -> script.isOneView(names), 10 * SECOND)).isTrue();
        assertThat(script.violations()).isEmpty();
    }
}
