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

    private static String placeAndText(String message) {
        return message.substring(message.indexOf('#') + 1);
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void theyComeOneAfterTheOther_inPlacesOfTheirOwn(Order order) {
        cluster.joinAll("t", order);
        assertThat(second.publishTogether("t", "a", "bc", "")).isTrue();
        assertThat(second.publish(1, "t", null, "d")).isTrue();
        cluster.run(100);

        for (ScriptedMember member : cluster.members) {
            assertThat(member.messages())
                    .extracting(TogetherTest::placeAndText)
                    .containsExactly("1 a", "2 bc", "3 ", "4 d");
            assertThat(member.counters().get(Counter.MESSAGES_DELIVERED)).isEqualTo(4);
            assertThat(member.counters().get(Counter.BYTES_DELIVERED)).isEqualTo(4);
            assertThat(member.participant.retained()).isZero();
        }
        assertThat(second.counters().get(Counter.MESSAGES_SENT)).isEqualTo(4);
        assertThat(second.receipts.get(1L).sequence()).isEqualTo(4);
    }

    @Test
    void theyAreRepairedTogether() {
        cluster.joinAll("t", Order.TOTAL);
        third.losesData = from -> from == second;
        second.publishTogether("t", "a", "b");
        cluster.run(5);
        assertThat(third.texts()).isEmpty();
        third.losesData = from -> false;
        second.publishTogether("t", "c", "d");
        cluster.run(60);

        assertThat(third.messages()).extracting(TogetherTest::placeAndText).containsExactly("1 a", "2 b", "3 c", "4 d");
    }

    @Test
    void oneAlone_needsNoFrameForSeveral() {
        cluster.joinAll("t", Order.TOTAL);
        assertThat(first.publishTogether("t", "alone")).isTrue();
        cluster.run(60);
        assertThat(third.messages()).extracting(TogetherTest::placeAndText).containsExactly("1 alone");
    }

    @Test
    void theyWaitForTheWindow() {
        cluster.joinAll("t", Order.TOTAL);
        third.consumes = false;
        int window = MessagingConfig.defaults().topicWindow();
        int taken = 0;
        String text = "x".repeat(400);
        while (taken < 10_000 && second.publishTogether("t", text, text, text)) {
            cluster.run(1);
            taken++;
        }
        int bytes = taken * (3 * 408 + 8 + 32);
        assertThat(bytes).isBetween(window - 2_000, window);

        cluster.run(60);
        assertThat(second.publishTogether("t", text, text, text)).isFalse();
        assertThat(third.texts()).hasSize(3 * taken);
    }

    @Test
    void afterTheGroupIsLeft_theyAreDropped() {
        cluster.joinAll("t", Order.TOTAL);
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
