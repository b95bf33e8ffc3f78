/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.aeron.LocalMember;
import io.viewbus.cli.watch.Limits.OfTimes;
import io.viewbus.cli.watch.Verdict.Status;
import io.viewbus.observe.Counter;
import io.viewbus.spi.observe.CounterBoard;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    private static Limits limits(
            @Nullable Long minMembers,
            @Nullable Long minViewAge,
            @Nullable Long maxViewAge,
            @Nullable Long maxLag,
            @Nullable Long maxSilence) {
        return new Limits(minMembers, minViewAge, maxViewAge, maxLag, maxSilence, OfTimes.NONE, OfTimes.NONE);
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
        Verdict verdict = judge(limits(4L, null, null, null, null));
        assertThat(verdict.status()).isEqualTo(Status.CRITICAL);
        assertThat(verdict.line())
                .startsWith("CRITICAL: the view has 3 of at least 4 members (cluster c view 7")
                .contains("members=3;;4:");
        assertThat(judge(limits(3L, null, null, null, null)).status()).isEqualTo(Status.OK);
    }

    @Test
    void eachLimitThatIsPassed_isAWarningThatNamesBoth() {
        assertThat(judge(limits(null, 121L, null, null, null)).line())
                .startsWith("WARNING: the view is only 2 min 0 s old")
                .contains("view_age=120s;121:");
        assertThat(judge(limits(null, null, 119L, null, null)).line())
                .startsWith("WARNING: the view is 2 min 0 s old")
                .contains("view_age=120s;119");
        assertThat(judge(new Limits(null, null, null, 4L, 80L, new OfTimes(1.0, null), OfTimes.NONE))
                        .line())
                .startsWith("WARNING: a member is behind by 5 messages, more than 4;"
                        + " a member was silent for 90 ms, more than 80; delivery takes 1.500 ms, more than 1.0 (")
                .contains("lag=5;4 silence=90ms;80 delivery=1.500ms;1.0");
        assertThat(judge(new Limits(null, 120L, 120L, 5L, 90L, new OfTimes(2.0, null), new OfTimes(1.0, null)))
                        .status())
                .isEqualTo(Status.OK);
    }

    @Test
    void percentiles_areThoseSinceTheLookBefore() {
        CounterBoard counters = CounterBoard.inMemory();
        counters.set(Counter.VIEWS_INSTALLED, 1);
        counters.set(Counter.PRIMARY, 1);
        time(counters, 700_000_000, 50);
        LocalMember before = Seen.member("ant", counters.snapshot());
        time(counters, 900_000, 98);
        time(counters, 9_000_000, 2);
        Sighting now = new Sighting(
                Seen.member("ant", counters.snapshot()), MemberState.ACTIVE, before, 1_000_000_000, Seen.NOW_MS);

        Limits limits = new Limits(null, null, null, null, null, OfTimes.NONE, new OfTimes(2.0, 7.4));
        Verdict verdict = Examiner.judge(List.of(now), limits);
        assertThat(verdict.line())
                .startsWith(
                        "WARNING: until all have a message takes 7.500 ms for one message of a hundred, more than 7.4 (")
                .contains("stable=1.062ms;2.0", "stable_p50=", "stable_p99=7.500ms;7.4")
                .doesNotContain("delivery_p");
    }

    private static void time(CounterBoard counters, long ns, int times) {
        for (int i = 0; i < times; i++) {
            counters.add(Counter.STABLE_SUM_NS, ns);
            counters.increment(Counter.STABLE_SAMPLES);
        }
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
