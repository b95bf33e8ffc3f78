/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.perf.member.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineupTest {

    @Test
    void shouldTellWhoIsLeftOutAndWhy() {
        Lineup lineup = Lineup.of(
                List.of(Contestant.VIEWBUS, Contestant.AERON, Contestant.COROSYNC, Contestant.JGROUPS),
                Scenario.VIEWCHANGE);

        assertThat(lineup.able()).containsExactly(Contestant.VIEWBUS, Contestant.JGROUPS);
        assertThat(lineup.absences())
                .containsExactly(
                        "aeron was left out: it has no views whose changes could be watched",
                        "corosync was left out: its views are those of its daemon, which goes on when a member is stopped");
    }

    @Test
    void shouldSkipCorosyncOnlyWhereSomethingIsMissing() {
        List<String> missing = Contestant.COROSYNC.missing();

        Lineup lineup = Lineup.of(List.of(Contestant.COROSYNC, Contestant.AERON), Scenario.LATENCY);

        assertThat(lineup.able().contains(Contestant.COROSYNC)).isEqualTo(missing.isEmpty());
        assertThat(lineup.able()).contains(Contestant.AERON);
        assertThat(lineup.absences())
                .isEqualTo(
                        missing.isEmpty() ? List.of() : List.of("corosync was skipped: " + String.join("; ", missing)));
    }
}
