/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.Order;
import io.viewbus.observe.Counter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages that travel in one frame (VS-114) are messages like any others to those who get them. */
class TogetherTest {

    private final ScriptedCluster cluster = ScriptedCluster.of(3, MessagingConfig.defaults());
    private final ScriptedMember first = cluster.get(0);
    private final ScriptedMember second = cluster.get(1);
    private final ScriptedMember third = cluster.get(2);

    private void joinAll(Order order) {
        for (int i = 0; i < 3; i++) {
            cluster.get(i).participant.join(1, "t", order);
        }
        cluster.run(20);
        cluster.members.forEach(member -> member.delivered.clear());
    }

    private static List<String> texts(ScriptedMember member) {
        return member.delivered.stream()
                .map(line -> line.substring(line.indexOf('#') + 1))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void theyComeOneAfterTheOther_inPlacesOfTheirOwn(Order order) {
        joinAll(order);
        assertThat(second.publishTogether("t", "a", "bc", "")).isTrue();
        assertThat(second.publish(1, "t", null, "d")).isTrue();
        cluster.run(100);

        for (ScriptedMember member : cluster.members) {
            assertThat(texts(member)).containsExactly("1 a", "2 bc", "3 ", "4 d");
            assertThat(member.counters().get(Counter.MESSAGES_DELIVERED)).isEqualTo(4);
            assertThat(member.counters().get(Counter.BYTES_DELIVERED)).isEqualTo(4);
            assertThat(member.participant.retained()).isZero();
        }
        assertThat(second.counters().get(Counter.MESSAGES_SENT)).isEqualTo(4);
        assertThat(second.receipts.get(1L).sequence()).isEqualTo(4);
    }

    @Test
    void theyAreRepairedTogether() {
        joinAll(Order.TOTAL);
        third.losesData = from -> from == second;
        second.publishTogether("t", "a", "b");
        cluster.run(5);
        assertThat(texts(third)).isEmpty();
        third.losesData = from -> false;
        second.publishTogether("t", "c", "d");
        cluster.run(60);

        assertThat(texts(third)).containsExactly("1 a", "2 b", "3 c", "4 d");
    }

    @Test
    void oneAlone_needsNoFrameForSeveral() {
        joinAll(Order.TOTAL);
        assertThat(first.publishTogether("t", "alone")).isTrue();
        cluster.run(60);
        assertThat(texts(third)).containsExactly("1 alone");
    }

    @Test
    void theyWaitForTheWindow() {
        joinAll(Order.TOTAL);
        third.consumes = false;
        int taken = 0;
        String text = "x".repeat(400);
        while (taken < 10_000 && second.publishTogether("t", text, text, text)) {
            cluster.run(1);
            taken++;
        }
        int bytes = taken * (3 * 408 + 8 + 32);
        assertThat(bytes).isBetween((1 << 20) - 2_000, 1 << 20);

        cluster.run(60);
        assertThat(second.publishTogether("t", text, text, text)).isFalse();
        assertThat(texts(third)).hasSize(3 * taken);
    }

    @Test
    void afterTheGroupIsLeft_theyAreDropped() {
        joinAll(Order.TOTAL);
        second.participant.leave(2, "t");
        for (ScriptedMember member : List.of(first, third)) {
            member.participant.leave(2, "t");
        }
        cluster.run(60);
        assertThat(second.left).containsExactly(2L);
        assertThat(second.publishTogether("t", "a", "b")).isTrue();
        cluster.run(60);
        assertThat(second.participant.retained()).isZero();
    }
}
