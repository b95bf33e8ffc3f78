/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.perf.member.Sighting;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeLogTest {

    private final ChangeLog log = new ChangeLog();

    @Test
    void shouldFindNothingWhereAllDeliveredTheSame() {
        log.add(1, sighting("1.1", "2.0", 10, 77));
        log.add(2, sighting("1.1", "2.0", 10, 77));

        assertThat(log.differing()).isZero();
        assertThat(log.differences()).isEmpty();
    }

    @Test
    void shouldFindWhoDeliveredMoreOrInAnotherOrder() {
        log.add(1, sighting("1.1", "2.0", 10, 77));
        log.add(2, sighting("1.1", "2.0", 11, 77));
        log.add(1, sighting("2.0", "3.0", 5, 1));
        log.add(2, sighting("2.0", "3.0", 5, 2));

        assertThat(log.differing()).isEqualTo(2);
        assertThat(log.differences())
                .contains("view 1.1 to 2.0: member 1 delivered 10 with digest 4d member 2 delivered 11 with digest 4d")
                .contains("view 2.0 to 3.0");
    }

    @Test
    void shouldCompareOnlyThoseThatWentOnTogether() {
        log.add(1, sighting("1.1", "2.0", 10, 77));
        log.add(2, sighting("1.1", "3.0", 11, 78));
        log.add(3, sighting("none", "2.0", 0, 0));

        assertThat(log.differing()).isZero();
    }

    @Test
    void shouldKnowWhoIsFirstAndWhatWasToldSince() {
        log.add(1, sighting("none", "1.1", 0, 0));
        int mark = log.mark(1);
        log.add(1, sighting("1.1", "2.0", 10, 77));

        assertThat(log.since(1, mark)).extracting(Sighting::to).containsExactly("2.0");
        assertThat(log.isCoordinator(1)).isTrue();
        assertThat(log.isCoordinator(2)).isFalse();
    }

    @Test
    void shouldTellSightingsInWords() {
        Sighting sighting = sighting("1.1", "2.0", 10, 77);

        assertThat(Sighting.parse(sighting.words())).isEqualTo(sighting);
        assertThat(sighting.silenceNs()).isEqualTo(200);
    }

    @Test
    void shouldAlternatePlannedChangesAndLetTheGuestGoAtLast() {
        ChangePlan plan = new ChangePlan(
                List.of(ChangeKind.JOIN, ChangeKind.KILL_SEQUENCER, ChangeKind.PAUSE), 3, 2, Duration.ZERO);

        assertThat(plan.sequence())
                .containsExactly(
                        ChangeKind.JOIN,
                        ChangeKind.LEAVE,
                        ChangeKind.JOIN,
                        ChangeKind.LEAVE,
                        ChangeKind.KILL_SEQUENCER,
                        ChangeKind.PAUSE,
                        ChangeKind.KILL_SEQUENCER,
                        ChangeKind.PAUSE);
        assertThat(plan.capacity(3))
                .as("three, four replacements and the guest")
                .isEqualTo(8);
    }

    private static Sighting sighting(String from, String to, long delivered, long digest) {
        return new Sighting(from, to, 3, true, 50, 1000, 900, 1100, delivered, digest);
    }
}
