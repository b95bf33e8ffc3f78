/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.cli.TerminalSize;
import io.viewbus.observe.Counter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopTableTest {

    private final Sighting ant =
            Seen.sighting("ant", Map.of(Counter.ROUND_TRIP_NS, 84_000L, Counter.SILENCE_NS, 90_000_000L));
    private final Sighting bee =
            Seen.sighting("bee", Map.of(Counter.RANK, 1L, Counter.LAG, 12L, Counter.SUSPECTED, 1L));
    private final Sighting cat = new Sighting(
            Seen.dead(Seen.member("cat", Map.of(Counter.RANK, 2L))), MemberState.GONE, null, 0, Seen.NOW_MS);

    @Test
    void table_saysWhatTheClusterAgreesOnAndHowEachIsDoing() {
        List<String> lines = TopTable.lines(List.of(ant, bee, cat));
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0))
                .isEqualTo("cluster c   view 7   primary   3 members   age 2 min 0 s   change took 38 ms");
        assertThat(lines.get(2)).startsWith("ant").contains(" * active ", "84 µs", "silence 90 ms");
        assertThat(lines.get(3)).startsWith("bee").contains("suspects 1, ").doesNotContain("*");
        assertThat(lines.get(4)).startsWith("cat").contains("gone").endsWith("process 42 is not there any more");
    }

    @Test
    void minority_isSaidLoudly() {
        assertThat(TopTable.lines(List.of(Seen.sighting("ant", Map.of(Counter.PRIMARY, 0L)))))
                .first()
                .asString()
                .contains("NOT PRIMARY");
    }

    @Test
    void whatDoesNotFit_isLeftOut() {
        List<String> lines = TopTable.fit(List.of(ant, bee), "title", new TerminalSize(20, 3));
        assertThat(lines).hasSize(3).first().isEqualTo("title");
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(20));
    }

    @Test
    void times_haveTheUnitThatFits() {
        assertThat(List.of(TopTable.ms(0.0841), TopTable.ms(9.96), TopTable.ms(1234), TopTable.ms(Double.NaN)))
                .containsExactly("84 µs", "10.0 ms", "1234 ms", "-");
        assertThat(List.of(TopTable.age(59.9), TopTable.age(125), TopTable.age(7980)))
                .containsExactly("59 s", "2 min 5 s", "2 h 13 min");
    }
}
