/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.GroupView;
import io.viewbus.GroupViewId;
import io.viewbus.Order;
import io.viewbus.Receipt;
import io.viewbus.TopicException;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Outcome;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole members on a scripted network: what the parts do together. */
class MessagingParticipantTest {

    private static final MessagingConfig SMALL = MessagingConfig.defaults().withWindows(16 * 1024, 8 * 1024, 2 * 1024);

    private final ScriptedCluster cluster = ScriptedCluster.of(3, SMALL);
    private final ScriptedMember first = cluster.get(0);
    private final ScriptedMember second = cluster.get(1);
    private final ScriptedMember third = cluster.get(2);

    @Test
    void messagesOfAllSenders_comeInOneOrderEverywhere() {
        cluster.joinAll("news", null);

        for (int i = 0; i < 100; i++) {
            for (ScriptedMember member : cluster.members) {
                assertThat(member.publish(1000 + i, "news", null, member.self + "-" + i))
                        .isTrue();
            }
            cluster.step();
        }
        cluster.run(50);

        assertThat(first.messages()).hasSize(300).isEqualTo(second.messages()).isEqualTo(third.messages());
        assertThat(first.receipts).hasSize(100);
        Receipt last = first.receipts.get(1099L);
        assertThat(last.groupSize()).isEqualTo(3);
        assertThat(last.view()).isEqualTo(new GroupViewId(1, 3));
    }

    @Test
    void groupViews_areTheSameSequenceAtAll() {
        cluster.joinAll("news", null);
        second.participant.leave(7, "news");
        cluster.run(20);

        assertThat(second.left).containsExactly(7L);
        GroupView last = first.groupViews.get(first.groupViews.size() - 1);
        assertThat(last.id()).isEqualTo(new GroupViewId(1, 4));
        assertThat(last.members()).containsExactly(first.self, third.self);
        assertThat(last.left()).containsExactly(second.self);
        assertThat(third.groupViews.get(third.groupViews.size() - 1)).isEqualTo(last);
    }

    @Test
    void lostDataFrames_areSentAgain() {
        cluster.joinAll("news", null);
        int[] count = {0};
        second.losesFrame = frame -> ++count[0] % 3 == 0;

        for (int i = 0; i < 60; i++) {
            first.publish(i, "news", null, "m" + i);
            cluster.step();
        }
        cluster.run(2000);

        assertThat(second.messages()).hasSize(60).isEqualTo(first.messages());
        assertThat(first.participant.counters().framesRepaired()).isPositive();
        assertThat(first.receipts).hasSize(60);
    }

    @Test
    void lostControlFrames_delayButDoNotBlock() {
        cluster.joinAll("news", null);
        int[] count = {0};
        for (ScriptedMember member : cluster.members) {
            member.losesControl = from -> ++count[0] % 3 == 0;
        }
        for (int i = 0; i < 60; i++) {
            second.publish(i, "news", null, "m" + i);
            cluster.step();
        }
        cluster.run(3000);

        assertThat(third.messages()).hasSize(60).isEqualTo(first.messages());
        assertThat(second.receipts).hasSize(60);
    }

    @Test
    void raggedTailOfADeadSender_isRepairedFromWhoHasIt() {
        cluster.joinAll("news", null);
        third.losesData = from -> from == first;
        for (int i = 0; i < 10; i++) {
            first.publish(i, "news", null, "tail" + i);
        }
        cluster.run(2);
        first.crashed = true;
        cluster.run(5);
        assertThat(third.messages()).isEmpty();

        cluster.change(List.of(second, third));
        cluster.run(50);

        assertThat(third.messages()).hasSize(10).isEqualTo(second.messages());
        assertThat(third.delivered)
                .isEqualTo(second.delivered.subList(
                        second.delivered.size() - third.delivered.size(), second.delivered.size()));
        assertThat(third.groupViews.get(third.groupViews.size() - 1).id()).isEqualTo(new GroupViewId(2, 0));
        assertThat(third.groupViews.get(third.groupViews.size() - 1).left()).containsExactly(first.self);
    }

    /** The dead sender was asked in vain for a while, less and less often; the holder must not have to wait for that. */
    @Test
    void tailOfASenderThatWasLongDead_isAskedForAtOnce() {
        cluster.joinAll("news", null);
        third.losesData = from -> from == first;
        for (int i = 0; i < 10; i++) {
            first.publish(i, "news", null, "tail" + i);
        }
        cluster.run(5);
        first.crashed = true;
        cluster.run(500);

        cluster.propose(cluster.wedge(List.of(second, third)), List.of(second, third));
        assertThat(third.participant.isReady()).isFalse();
        cluster.run(10);

        assertThat(third.participant.isReady()).isTrue();
    }

    @Test
    void unorderedMessages_followTheCutByRankAndNumber() {
        cluster.joinAll("news", null);
        first.crashed = true;
        third.publish(1, "news", null, "c1");
        second.publish(2, "news", null, "b1");
        second.publish(3, "news", null, "b2");
        cluster.run(5);

        cluster.change(List.of(second, third));
        cluster.run(50);

        assertThat(second.texts()).containsExactly("b1", "b2", "c1");
        assertThat(second.messages()).isEqualTo(third.messages());
        assertThat(third.receipts.get(1L)).isEqualTo(new Receipt(new GroupViewId(1, 3), 3, 3));
    }

    @Test
    void messagesSentDuringAChange_belongToTheNextView() {
        cluster.joinAll("news", null);
        List<ScriptedMember> next = cluster.members;
        List<ScriptedMember> respondents = cluster.wedge(next);
        second.publish(1, "news", null, "during");
        cluster.run(10);
        assertThat(first.messages()).isEmpty();

        cluster.install(cluster.propose(respondents, next), next);
        cluster.run(50);

        assertThat(first.messages()).containsExactly("2.0#1 during").isEqualTo(third.messages());
        assertThat(second.receipts.get(1L)).isEqualTo(new Receipt(new GroupViewId(2, 0), 1, 3));
    }

    /** VS-103. */
    @Test
    void messageForAView_isRefusedOnceTheViewEnds() {
        cluster.joinAll("news", null);
        PublishOptions inFirst = PublishOptions.NONE.withInView(1);
        assertThat(second.publishWith(inFirst, 1, "news", "in time")).isTrue();
        List<ScriptedMember> next = cluster.members;
        List<ScriptedMember> respondents = cluster.wedge(next);
        assertThat(second.publishWith(inFirst, 2, "news", "late")).isTrue();
        second.publishWith(PublishOptions.NONE, 3, "news", "whenever");
        cluster.install(cluster.propose(respondents, next), next);
        second.publishWith(inFirst, 4, "news", "too late");
        second.publishWith(PublishOptions.NONE.withInView(2), 5, "news", "anew");
        cluster.run(50);

        assertThat(first.texts()).containsExactly("in time", "whenever", "anew").isEqualTo(third.texts());
        assertThat(second.receipts.get(1L).view().counter()).isEqualTo(1);
        assertThat(second.failures).containsOnlyKeys(2L, 4L);
        ClusterException why = second.failures.get(2L);
        assertThat(why).isInstanceOf(TopicException.ViewChanged.class).hasMessageContaining("view 1 ends");
        assertThat(why.isRetryable()).isTrue();
        assertThat(why.outcome()).isEqualTo(Outcome.NOT_SENT);
    }

    /** The end of its sender is the only way in which a message for a view can be lost after it was taken. */
    @Test
    void messageForAView_isNeverDeliveredInTheNext() {
        cluster.joinAll("news", null);
        first.losesData = from -> from == third;
        second.losesData = from -> from == third;
        third.publishWith(PublishOptions.NONE.withInView(1), 1, "news", "lost");
        cluster.run(5);
        third.crashed = true;
        cluster.change(List.of(first, second));
        first.losesData = from -> false;
        second.losesData = from -> false;
        cluster.run(100);

        assertThat(first.texts()).isEmpty();
    }

    @Test
    void newcomer_getsTheTopicsAndJoinsThem() {
        cluster.joinAll("news", null);
        ScriptedMember fourth = cluster.add();
        cluster.change(List.of(first, second, third, fourth));
        cluster.run(20);

        assertThat(fourth.participant.groupSize("news")).isEqualTo(3);
        fourth.participant.join(9, "news", null);
        cluster.run(20);
        first.publish(1, "news", null, "hello");
        cluster.run(50);

        assertThat(fourth.joined).containsExactly(9L);
        assertThat(fourth.messages())
                .containsExactly("2.1#1 hello")
                .isEqualTo(first.messages().subList(0, 1));
        assertThat(first.receipts.get(1L).groupSize()).isEqualTo(4);
    }

    @Test
    void newcomerWithoutTheTable_asksForItAndDeliversNothingBefore() {
        cluster.joinAll("news", null);
        ScriptedMember fourth = cluster.add();
        fourth.losesFrame = frame -> frame[0] == 5;
        fourth.participant.join(9, "other", Order.TOTAL);
        cluster.change(List.of(first, second, third, fourth));
        cluster.run(100);
        assertThat(fourth.joined).isEmpty();

        fourth.losesFrame = frame -> false;
        cluster.run(500);

        assertThat(fourth.joined).containsExactly(9L);
        assertThat(fourth.participant.groupSize("news")).isEqualTo(3);
    }

    @Test
    void tableThatNeverCame_isPartOfTheNextRepair() {
        cluster.joinAll("news", null);
        ScriptedMember fourth = cluster.add();
        fourth.losesFrame = frame -> frame[0] == 5;
        cluster.change(List.of(first, second, third, fourth));
        cluster.run(5);
        first.publish(1, "news", null, "a");
        cluster.run(20);

        List<ScriptedMember> next = List.of(second, third, fourth);
        first.crashed = true;
        var proposed = cluster.propose(cluster.wedge(next), next);
        cluster.run(100);
        assertThat(fourth.participant.isReady()).isFalse();
        fourth.losesFrame = frame -> false;
        cluster.install(proposed, next);
        cluster.run(50);

        assertThat(fourth.participant.groupSize("news")).isEqualTo(2);
    }

    @Test
    void topicOfASlowGroup_holdsBackItsPublishersOnly() {
        cluster.joinAll("slow", null);
        cluster.joinAll("fast", null);
        third.consumes = false;
        String big = "x".repeat(1000);

        int slow = publishAsManyAsPossible("slow", big);
        cluster.run(100);
        assertThat(first.publish(1, "slow", null, big)).isFalse();
        assertThat(slow).isBetween(6, 8);
        third.consumes = true;
        int fast = publishAsManyAsPossible("fast", big);
        assertThat(fast).isGreaterThan(20);
        assertThat(first.publish(1, "slow", null, big)).isFalse();
        assertThat(first.receipts).hasSizeGreaterThan(slow);
    }

    @Test
    void fifoTopic_keepsTheOrderOfEachSender() {
        cluster.joinAll("fifo", Order.FIFO);
        for (int i = 0; i < 20; i++) {
            first.publish(i, "fifo", null, "a" + i);
            second.publish(i, "fifo", null, "b" + i);
            cluster.step();
        }
        cluster.run(50);

        assertThat(third.texts().stream().filter(text -> text.startsWith("a")))
                .hasSize(20)
                .isSortedAccordingTo(byNumber());
        assertThat(third.texts().stream().filter(text -> text.startsWith("b")))
                .hasSize(20)
                .isSortedAccordingTo(byNumber());
        assertThat(first.receipts).hasSize(20);
    }

    @Test
    void wrongOrder_isRefused() {
        cluster.joinAll("fifo", Order.FIFO);
        second.participant.join(50, "fifo", Order.TOTAL);
        second.participant.join(51, "fifo", null);
        first.publish(52, "fifo", Order.TOTAL, "x");
        cluster.run(20);

        assertThat(second.failures.get(50L)).isInstanceOf(TopicException.class);
        assertThat(second.failures.get(51L)).isInstanceOf(TopicException.Refused.class);
        assertThat(first.failures.get(52L)).isInstanceOf(TopicException.OrderMismatch.class);
    }

    @Test
    void quietCluster_keepsNothing() {
        cluster.joinAll("news", null);
        for (int i = 0; i < 20; i++) {
            first.publish(i, "news", null, "a" + i);
        }
        cluster.run(300);
        assertThat(cluster.members).allMatch(member -> member.participant.retained() == 0);

        second.crashed = true;
        first.publish(20, "news", null, "last words");
        cluster.run(20);
        assertThat(first.participant.retained()).isEqualTo(1);
        cluster.change(List.of(first, third));
        cluster.run(300);

        assertThat(first.participant.retained()).isZero();
        assertThat(third.participant.retained()).isZero();
        assertThat(first.receipts).hasSize(21);
    }

    @Test
    void publishWithoutSubscribers_saysSo() {
        first.publish(1, "nobody", null, "x");
        cluster.run(50);

        assertThat(first.receipts.get(1L)).isEqualTo(new Receipt(new GroupViewId(1, 0), 0, 0));
    }

    @Test
    void out_failsWhatIsPending() {
        cluster.joinAll("news", null);
        third.publish(5, "news", null, "x");
        third.participant.onOut(new ClusterException.Evicted("test"));

        assertThat(third.failures).containsOnlyKeys(5L);
        assertThat(third.publish(6, "news", null, "y")).isTrue();
        assertThat(third.failures).containsOnlyKeys(5L, 6L);
    }

    private int publishAsManyAsPossible(String topic, String text) {
        int count = 0;
        for (int i = 0; i < 40; i++) {
            if (first.publish(200 + i + topic.hashCode(), topic, null, text)) {
                count++;
            }
            cluster.run(10);
        }
        return count;
    }

    private static Comparator<String> byNumber() {
        return Comparator.comparingInt(text -> Integer.parseInt(text.substring(1)));
    }
}
