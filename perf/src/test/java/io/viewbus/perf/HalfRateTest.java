/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.Order;
import io.viewbus.perf.member.Scenario;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HalfRateTest {

    private static final Job THREE = new Job(Contestant.VIEWBUS_RAW, Mode.USUAL, Order.TOTAL, 1024, 3);
    private static final Variant VARIANT = new Variant("", 4);

    private final Saturation saturation = new Saturation();
    private final StringWriter progress = new StringWriter();

    @Test
    void shouldMeasureWithTheGuestAndShareHalfOfItAmongThoseThatSend() throws InterruptedException {
        HalfRate.Share share = half(ChangeKind.JOIN, ChangeKind.KILL_MEMBER).of(THREE, VARIANT);

        assertThat(saturation.played).containsExactly(THREE.withMembers(4));
        assertThat(share.rate()).as("240,000 of four, half of it from three").isEqualTo(40_000);
        assertThat(progress.toString())
                .isEqualTo("each of 3 members sends 40,000 msg/s, all together half of the 240,000 msg/s that"
                        + " each of 4 delivered at saturation; ");
    }

    @Test
    void shouldMeasureWithTheMembersAloneIfNobodyJoins() throws InterruptedException {
        HalfRate.Share share = half(ChangeKind.KILL_SEQUENCER, ChangeKind.PAUSE).of(THREE, VARIANT);

        assertThat(saturation.played).containsExactly(THREE);
        assertThat(share.rate()).as("320,000 of three, half of it from three").isEqualTo(53_333);
    }

    @Test
    void shouldMeasureEachJobOnce() throws InterruptedException {
        HalfRate half = half(ChangeKind.LEAVE);

        assertThat(half.of(THREE, VARIANT)).isSameAs(half.of(THREE, VARIANT));
        half.of(THREE.withMembers(5), VARIANT);

        assertThat(saturation.played).containsExactly(THREE.withMembers(4), THREE.withMembers(6));
    }

    @Test
    void shouldSendSomethingEvenIfNothingWasDelivered() {
        assertThat(new HalfRate.Share(3, 4, 0).rate()).isEqualTo(1);
    }

    private HalfRate half(ChangeKind... kinds) {
        return new HalfRate(
                saturation, new ChangePlan(List.of(kinds), 2, 1, Duration.ZERO), new PrintWriter(progress, true));
    }

    /** Members that share a machine: the more there are, the less each delivers. */
    private static final class Saturation implements Measurement {

        private final List<Job> played = new ArrayList<>();

        @Override
        public Scenario scenario() {
            return Scenario.THROUGHPUT;
        }

        @Override
        public Outcome play(Job job, Variant variant) {
            played.add(job);
            return new Outcome(Map.of(LoadFigures.DELIVERED, 960_000.0 / job.members()), Map.of(), List.of());
        }

        @Override
        public String headline(Outcome outcome) {
            return "";
        }
    }
}
