/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.cli.watch.Verdict.Status;
import io.viewbus.observe.Counter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExaminerTest {

    private final Sighting ant = Seen.sighting(
            "ant",
            Map.of(
                    Counter.LAG,
                    5L,
                    Counter.SILENCE_NS,
                    90_000_000L,
                    Counter.DELIVERY_SUM_NS,
                    6_000_000L,
                    Counter.DELIVERY_SAMPLES,
                    4L));

    private static Sighting inState(MemberState state) {
        return new Sighting(Seen.member("bee", Map.of()), state, null, 0, Seen.NOW_MS);
    }

    private Verdict judge(Limits limits) {
        return Examiner.judge(List.of(ant), limits);
    }

    @Test
    void wellCluster_isOkWithItsFigures() {
        assertThat(judge(Limits.NONE).line())
                .isEqualTo("OK: cluster c view 7 primary, 3 members, here ant"
                        + " | members=3 view=7 view_age=120s lag=5 silence=90ms delivery=1.500ms");
        assertThat(judge(Limits.NONE).json())
                .contains("\"status\":\"ok\"", "\"exitCode\":0", "\"figures\":[\"members=3\"");
    }

    @Test
    void tooFewMembers_areCritical() {
        Verdict verdict = judge(new Limits(4L, null, null, null, null, null, null));
        assertThat(verdict.status()).isEqualTo(Status.CRITICAL);
        assertThat(verdict.line())
                .startsWith("CRITICAL: the view has 3 of at least 4 members (cluster c view 7")
                .contains("members=3;;4:");
        assertThat(judge(new Limits(3L, null, null, null, null, null, null)).status())
                .isEqualTo(Status.OK);
    }

    @Test
    void eachLimitThatIsPassed_isAWarningThatNamesBoth() {
        assertThat(judge(new Limits(null, 121L, null, null, null, null, null)).line())
                .startsWith("WARNING: the view is only 2 min 0 s old")
                .contains("view_age=120s;121:");
        assertThat(judge(new Limits(null, null, 119L, null, null, null, null)).line())
                .startsWith("WARNING: the view is 2 min 0 s old")
                .contains("view_age=120s;119");
        assertThat(judge(new Limits(null, null, null, 4L, 80L, 1L, null)).line())
                .startsWith("WARNING: a member is behind by 5 messages, more than 4;"
                        + " a member was silent for 90 ms, more than 80; delivery takes 1.500 ms, more than 1 (")
                .contains("lag=5;4 silence=90ms;80 delivery=1.500ms;1");
        assertThat(judge(new Limits(null, 120L, 120L, 5L, 90L, 2L, 1L)).status())
                .isEqualTo(Status.OK);
    }

    @Test
    void membersThatCannotGoOn_areCritical() {
        for (MemberState state : List.of(MemberState.MINORITY, MemberState.STALLED)) {
            Verdict verdict = Examiner.judge(List.of(ant, inState(state)), Limits.NONE);
            assertThat(verdict.status()).isEqualTo(Status.CRITICAL);
            assertThat(verdict.text()).startsWith("bee ");
        }
    }

    @Test
    void whoIsNotInYetOrSuspectsSomebody_isAWarning() {
        Sighting bee = Seen.sighting("bee", Map.of(Counter.SUSPECTED, 2L, Counter.VIEW, 8L));
        Verdict verdict = Examiner.judge(List.of(ant, bee, inState(MemberState.JOINING)), Limits.NONE);
        assertThat(verdict.status()).isEqualTo(Status.WARNING);
        assertThat(verdict.text())
                .contains(
                        "bee suspects 2 members",
                        "bee is not let in yet",
                        "members on this machine are in different views",
                        "cluster c view 8");
    }

    @Test
    void theDead_areOnlyMissedIfNobodyElseIsThere() {
        Sighting dead = inState(MemberState.GONE);
        assertThat(Examiner.judge(List.of(ant, dead), Limits.NONE).status()).isEqualTo(Status.OK);
        assertThat(Examiner.judge(List.of(dead), Limits.NONE).line()).isEqualTo("CRITICAL: bee is not there any more");
    }
}
