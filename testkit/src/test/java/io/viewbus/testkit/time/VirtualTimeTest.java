/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {

    private record Due(long atNs, int number) {}

    @Test
    void eventsRunByTimeAndThenByOrderOfScheduling() {
        VirtualTime time = new VirtualTime();
        SimRandom random = new SimRandom(5);
        List<Due> scheduled = new ArrayList<>();
        List<Due> run = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            Due due = new Due(random.below(200), i);
            scheduled.add(due);
            time.after(due.atNs(), () -> {
                assertThat(time.elapsedNs()).isEqualTo(due.atNs());
                run.add(due);
            });
        }
        time.advance(50);
        assertThat(time.elapsedNs()).isEqualTo(50);
        time.advance(1000);

        scheduled.sort(Comparator.comparingLong(Due::atNs)); // stable
        assertThat(run).isEqualTo(scheduled);
    }

    @Test
    void aDriftingClockFollowsItsRate_andJumpsForwardOnly() {
        VirtualTime time = new VirtualTime();
        DriftingClock clock = new DriftingClock(time);
        long startNs = clock.nanoTime();
        assertThat(startNs).isEqualTo(time.nanoTime());

        clock.drift(50_000);
        time.advance(1_000_000_000);
        assertThat(clock.nanoTime() - startNs).isEqualTo(1_050_000_000);

        clock.drift(-50_000);
        time.advance(1_000_000_000);
        assertThat(clock.nanoTime() - startNs).isEqualTo(2_000_000_000);

        clock.jump(7);
        assertThat(clock.nanoTime() - startNs).isEqualTo(2_000_000_007);
        assertThatThrownBy(() -> clock.jump(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namedChanceDoesNotDependOnWhatWasDrawn() {
        SimRandom random = new SimRandom(1);
        long before = random.named("a").nextLong();
        random.nextLong();
        assertThat(random.named("a").nextLong()).isEqualTo(before);
        assertThat(random.named("b").nextLong()).isNotEqualTo(before);
        assertThat(random.named(1).nextLong()).isNotEqualTo(random.named(2).nextLong());
    }

    @Test
    void drawsStayInTheirRange() {
        SimRandom random = new SimRandom(2);
        boolean[] seen = new boolean[7];
        for (int i = 0; i < 1000; i++) {
            assertThat(random.between(-3, 3)).isBetween(-3L, 3L);
            assertThat(random.between(0, 60_000_000_000L)).isBetween(0L, 60_000_000_000L);
            seen[random.below(7)] = true;
        }
        assertThat(seen).containsOnly(true);
    }
}
