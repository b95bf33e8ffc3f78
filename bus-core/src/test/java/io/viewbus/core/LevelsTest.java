/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.GroupViewId;
import io.viewbus.Order;
import io.viewbus.Receipt;
import io.viewbus.Rung;
import io.viewbus.TopicException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What CAUSAL, QUORUM and SAFE messages wait for, who waits with them, and what becomes of them when the view ends. */
class LevelsTest {

    private final ScriptedCluster cluster = ScriptedCluster.of(3, MessagingConfig.defaults());
    private final ScriptedMember first = cluster.get(0);
    private final ScriptedMember second = cluster.get(1);
    private final ScriptedMember third = cluster.get(2);

    /** VS-105: also for a question in another topic. */
    @ParameterizedTest
    @EnumSource(names = {"CAUSAL", "TOTAL"})
    void causal_waitsForWhatItsSenderHadDelivered(Order orderOfQuestions) {
        cluster.joinAll("q", orderOfQuestions);
        cluster.joinAll("a", Order.CAUSAL);
        third.losesData = from -> from == first;
        first.publish(1, "q", null, "question");
        cluster.run(5);
        second.publish(2, "a", null, "answer");
        cluster.run(5);
        assertThat(second.texts()).containsExactly("question", "answer");
        assertThat(third.texts()).isEmpty();

        third.losesData = from -> false;
        cluster.run(250);
        assertThat(third.texts()).containsExactly("question", "answer");
    }

    @Test
    void safe_waitsForAll_quorumForMost() {
        cluster.joinAll("s", Order.SAFE);
        cluster.joinAll("q", Order.QUORUM);
        first.losesControl = from -> from == third;
        second.publish(1, "q", null, "q1");
        second.publish(2, "s", null, "s1");
        cluster.run(20);

        assertThat(first.texts()).containsExactly("q1");
        assertThat(second.texts()).containsExactly("q1", "s1");

        first.losesControl = from -> false;
        cluster.run(60);
        assertThat(first.texts()).containsExactly("q1", "s1");
    }

    @Test
    void quorum_waitsForEverythingBeforeIt() {
        cluster.joinAll("t", Order.TOTAL);
        cluster.joinAll("q", Order.QUORUM);
        second.losesData = from -> from == first;
        third.losesData = from -> from == first;
        first.publish(1, "t", null, "t1");
        cluster.run(1);
        third.publish(2, "q", null, "q1");
        cluster.run(5);
        assertThat(first.texts()).containsExactly("t1");

        third.losesData = from -> false;
        cluster.run(250);
        assertThat(first.texts()).containsExactly("t1", "q1").isEqualTo(third.texts());
        assertThat(second.texts()).isEmpty();
    }

    /** VS-101. */
    @Test
    void uncovered_holdsBackTheOrder_butNotFifo() {
        cluster.joinAll("s", Order.SAFE);
        cluster.joinAll("t", Order.TOTAL);
        cluster.joinAll("f", Order.FIFO);
        first.losesControl = from -> from == third;
        second.publish(1, "s", null, "s1");
        second.publish(2, "t", null, "t1");
        second.publish(3, "f", null, "f1");
        third.publish(4, "f", null, "f2");
        cluster.run(20);
        assertThat(first.texts()).containsExactlyInAnyOrder("f1", "f2");

        first.losesControl = from -> false;
        cluster.run(60);
        assertThat(first.texts()).endsWith("s1", "t1");
    }

    @Test
    void acknowledgementsThatSomebodyWaitsFor_areSentSoon() {
        cluster.joinAll("s", Order.SAFE);
        cluster.run(300);
        second.publish(1, "s", null, "s1");
        cluster.run(6);

        assertThat(cluster.members).allMatch(member -> member.texts().equals(List.of("s1")));
    }

    /** VS-102. */
    @Test
    void safeMessagesThatNobodyDelivered_areTransitionalAtTheEndOfTheView() {
        cluster.joinAll("s", Order.SAFE);
        cluster.joinAll("q", Order.QUORUM);
        crash(third);
        first.publish(1, "s", null, "s1");
        first.publish(2, "q", null, "q1");
        second.publish(3, "s", null, "s2");
        cluster.run(20);
        assertThat(first.texts()).isEmpty();

        cluster.change(List.of(first, second));

        assertThat(first.texts()).containsExactly("~s1", "q1", "~s2").isEqualTo(second.texts());
        String signal = "1.3 ends for " + List.of(first.self, second.self);
        assertThat(first.delivered).filteredOn(signal::equals).hasSize(1);
        assertThat(first.delivered.indexOf(signal)).isEqualTo(first.delivered.indexOf("1.3#1 ~s1") - 1);
        assertThat(second.delivered).contains(signal);
    }

    /** VS-102: who lacked acknowledgements takes the word of who had them. */
    @Test
    void whatSomebodyDelivered_isNotTransitionalAtOthers() {
        cluster.joinAll("s", Order.SAFE);
        first.losesControl = from -> from == third;
        second.publish(1, "s", null, "s1");
        cluster.run(20);
        assertThat(first.texts()).isEmpty();
        assertThat(second.texts()).containsExactly("s1");
        crash(third);
        second.publish(2, "s", null, "s2");
        cluster.run(20);

        cluster.change(List.of(first, second));

        assertThat(first.texts()).containsExactly("s1", "~s2").isEqualTo(second.texts());
    }

    @Test
    void aViewWithoutOpenSafeMessages_endsWithoutASignal() {
        cluster.joinAll("s", Order.SAFE);
        first.publish(1, "s", null, "s1");
        cluster.run(60);
        crash(third);

        cluster.change(List.of(first, second));

        assertThat(first.delivered).noneMatch(line -> line.contains(" ends for "));
    }

    @Test
    void quorumMessage_survivesItsSenderAndTheSequencer() {
        ScriptedCluster five = ScriptedCluster.of(5, MessagingConfig.defaults());
        for (ScriptedMember member : five.members) {
            member.participant.join(100, "q", Order.QUORUM);
            five.run(10);
        }
        ScriptedMember sequencer = five.get(0);
        ScriptedMember sender = five.get(1);
        five.get(3).losesData = from -> from == sender;
        five.get(4).losesData = from -> from == sender;
        sender.publish(1, "q", null, "q1");
        five.run(20);
        assertThat(sequencer.texts()).containsExactly("q1");
        sequencer.crashed = true;
        sender.crashed = true;

        five.change(five.members.subList(2, 5));

        assertThat(five.get(3).texts()).containsExactly("q1");
        assertThat(five.get(4).texts()).containsExactly("q1");
    }

    /** VS-76: in this order, each as soon as it is known here. */
    @Test
    void receipts_climbTheLadder() {
        cluster.joinAll("s", Order.SAFE);
        cluster.joinAll("f", Order.FIFO);
        cluster.run(300);
        second.losesControl = from -> true;
        Rung[] rungs = Rung.values();
        for (int i = 0; i < rungs.length; i++) {
            second.publishWith(PublishOptions.NONE.withConfirm(rungs[i]), i, "s", rungs[i].name());
            second.publishWith(PublishOptions.NONE.withConfirm(rungs[i]), 10 + i, "f", rungs[i].name());
        }
        assertThat(second.receipts).containsOnlyKeys(0L, 10L, 11L);
        assertThat(second.receipts.get(0L)).isEqualTo(new Receipt(new GroupViewId(1, 3), 0, 3, Rung.ACCEPTED));

        cluster.run(3);
        assertThat(second.receipts).containsOnlyKeys(0L, 10L, 11L, 12L);
        second.losesControl = from -> from == third;
        cluster.run(300);
        assertThat(second.receipts).containsOnlyKeys(0L, 1L, 10L, 11L, 12L);
        assertThat(second.receipts.get(1L).sequence()).isZero();

        second.losesControl = from -> false;
        cluster.run(300);
        assertThat(second.receipts).hasSize(8);
        assertThat(second.receipts.get(2L)).isEqualTo(new Receipt(new GroupViewId(1, 3), 3, 3, Rung.DELIVERED));
        assertThat(second.receipts.get(3L)).isEqualTo(new Receipt(new GroupViewId(1, 3), 4, 3, Rung.STABLE));
    }

    @Test
    void levels_areOrdersOfTopics() {
        cluster.joinAll("s", Order.SAFE);
        second.participant.join(50, "s", Order.TOTAL);
        first.publish(51, "s", Order.QUORUM, "x");
        first.publish(52, "s", Order.SAFE, "y");
        cluster.run(60);

        assertThat(second.failures.get(50L)).isInstanceOf(TopicException.class);
        assertThat(first.failures.get(51L)).isInstanceOf(TopicException.OrderMismatch.class);
        assertThat(first.receipts).containsKey(52L);
    }

    /** It was published when the topic had no order that the sender knew of. */
    @Test
    void messageThatNamesAnotherLevelThanTheTopicGot_isDeliveredToNobody() {
        first.participant.join(1, "s", Order.SAFE);
        second.publish(2, "s", Order.QUORUM, "x");
        cluster.run(60);

        assertThat(first.joined).containsExactly(1L);
        assertThat(first.texts()).isEmpty();
        assertThat(second.failures.get(2L)).isInstanceOf(TopicException.OrderMismatch.class);
    }

    private void crash(ScriptedMember member) {
        member.crashed = true;
        cluster.run(1);
    }
}
