/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import static io.viewbus.testkit.check.Story.A;
import static io.viewbus.testkit.check.Story.A_AGAIN;
import static io.viewbus.testkit.check.Story.B;
import static io.viewbus.testkit.check.Story.C;
import static io.viewbus.testkit.check.Story.D;
import static io.viewbus.testkit.check.Story.V1;
import static io.viewbus.testkit.check.Story.V2;
import static io.viewbus.testkit.check.Story.V2_WITHOUT_C;
import static io.viewbus.testkit.check.Story.V3;
import static io.viewbus.testkit.check.Story.started;
import static io.viewbus.testkit.check.Story.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.Order;
import io.viewbus.view.Member;
import io.viewbus.view.PartitionPolicy;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each property finds what is broken in a trace made for it, and nothing in a trace that is as it should be. */
class CheckerTest {

    private static final Map<String, Story> BROKEN = new TreeMap<>();

    static {
        membership();
        agreement();
        delivery();
        order();
        causality();
        levels();
        stability();
        uniformity();
        topics();
        liveness();
        BROKEN.putAll(new Pairs().broken());
    }

    private static void membership() {
        broken("M1", Story.empty().joining(A, B).installed(ViewId.NONE, V1, D));
        broken("M2", Story.empty().joining(A).sent(A, 1));
        broken("M3", started().next(V1, V2, A, B, C).installed(ViewId.NONE, V1, A));
        View other = new View(V1.id(), List.of(A, B), List.of(A, B), List.of());
        broken(
                "M4",
                Story.empty().joining(A, B, C).installed(ViewId.NONE, V1, A).installed(ViewId.NONE, other, B));
        broken("M5", started().next(V1, view(2, List.of(B, A, C), List.of(), List.of()), A, B, C));
        broken(
                "M6",
                started()
                        .joining(A_AGAIN)
                        .next(V1, view(2, List.of(A, B, C, A_AGAIN), List.of(A_AGAIN), List.of()), A));
        broken(
                "M7",
                started()
                        .crashed(C)
                        .next(V1, V2_WITHOUT_C, A, B)
                        .next(V2_WITHOUT_C, view(3, List.of(A, B, C), List.of(C), List.of()), A, B));
        broken("M11", started().next(V1, view(2, List.of(A, B, C, D), List.of(D), List.of()), A, B, C));
        broken("M12", started().next(V1, V2_WITHOUT_C, A, B));
        broken("M13", started().sent(A, 1).excluded(B).delivered(B, A, 1));
        broken("M13", started().sent(A, 1).notPrimary(B).delivered(B, A, 1));
    }

    private static void agreement() {
        View rival = new View(new ViewId(2, 7, B.incarnation()), List.of(A, B, C), List.of(), List.of());
        broken("M8", started().installed(V1.id(), V2, A).installed(V1.id(), rival, B));
        broken("M9", started().accepted(V1.id(), V2, A).decided(A, V1.id(), V2));
        View wide = view(
                2,
                List.of(A, B, C, D, A_AGAIN, new Member("e", D.incarnation()), new Member("f", D.incarnation())),
                List.of(),
                List.of());
        broken("M9", started().accepted(V1.id(), wide, A, B, C).decided(A, V1.id(), wide));
        broken("M14", started().promised(B, 5).promised(B, 4));
        broken(
                "I1",
                started().accepted(V1.id(), V2, A, B).decided(A, V1.id(), V2).installed(V1.id(), V2, A));
    }

    private static void delivery() {
        broken("D1", started().delivered(A, B, 1));
        broken("D2", started().sent(A, 1).delivered(B, A, 1, 1));
        broken(
                "D3",
                started().sent(C, 1).crashed(C).next(V1, V2_WITHOUT_C, A, B).delivered(A, C, 1));
        broken(
                "D4",
                started().sent(A, 1).delivered(A, A, 1).next(V1, V2, A, B, C).delivered(B, A, 1));
        broken("D5", started().sentFor(V1, A, 1).next(V1, V2, A, B, C).delivered(B, A, 1));
        broken("D6", started().sent(A, 1).next(V1, V2, A, B, C).next(V2, V3, A, B, C));
        broken("D7", started().sent(A, 1).delivered(A, A, 1).next(V1, V2, A, B, C));
        broken(
                "D8",
                started()
                        .accepted(V1.id(), V2, A, B, C)
                        .installedWith(V1.id(), V2, A, List.of(A, B, C))
                        .installedWith(V1.id(), V2, B, List.of(A, B)));
        broken(
                "D10",
                started()
                        .sent(A, 1, 2)
                        .delivered(A, A, 1, 2)
                        .cut(A, V1, 1L, 0L, 0L)
                        .installed(V1.id(), V2, A));
        broken("D11", started().cut(A, V1, 0L, 0L, 0L).cut(B, V1, 0L, 0L, 1L).installed(V1.id(), V2, A, B));
    }

    private static void order() {
        broken("O1", started().sentFifo(A, 1, 2).deliveredFifo(B, A, 2, 1));
        broken("O2", started().sentFifo(A, 1, 2, 3).deliveredFifo(B, A, 1, 3));
        broken(
                "O5",
                started()
                        .sent(A, 1)
                        .sent(B, 1)
                        .delivered(A, A, 1)
                        .delivered(A, B, 1)
                        .delivered(B, B, 1)
                        .delivered(B, A, 1)
                        .next(V1, V2, A, B, C));
        broken(
                "O7",
                started()
                        .sent(A, 1)
                        .sent(B, 1)
                        .delivered(A, A, 1)
                        .delivered(A, B, 1)
                        .delivered(B, B, 1)
                        .next(V1, V2, A, B, C));
        broken("O8", started().sent(A, 1).deliveredAt(B, A, 1, 2, 0, 0, false));
        broken(
                "O10",
                started()
                        .sent(A, 1)
                        .delivered(A, A, 1)
                        .topicView(A, V1, 1, A)
                        .topicView(B, V1, 1, A)
                        .delivered(B, A, 1)
                        .next(V1, V2, A, B, C));
    }

    private static void causality() {
        Story answered = started().sent(A, 1).delivered(B, A, 1).sent(B, 1);
        broken("O4", answered.delivered(C, B, 1));
        broken(
                "O3",
                started()
                        .sent(A, 1)
                        .delivered(B, A, 1)
                        .sent(B, 1)
                        .delivered(C, B, 1)
                        .delivered(C, A, 1));
    }

    private static void levels() {
        broken(
                "O6",
                started()
                        .sentAs(Order.SAFE, A, 1)
                        .sentAs(Order.QUORUM, B, 1)
                        .deliveredAs(Order.SAFE, A, A, 1)
                        .deliveredAs(Order.QUORUM, A, B, 1)
                        .crashed(A)
                        .deliveredAs(Order.QUORUM, B, B, 1)
                        .deliveredAs(Order.SAFE, B, A, 1));
        Story topics = started().sent(A, 1).sentAs(Order.SAFE, A, 2);
        for (var member : List.of(A, B)) {
            topics.topicView(Order.TOTAL, member, V1, A, B).topicView(Order.SAFE, member, V1, A, B);
        }
        topics.given(Order.TOTAL, A, A, 1).given(Order.SAFE, A, A, 2);
        topics.given(Order.SAFE, B, A, 2).given(Order.TOTAL, B, A, 1);
        broken("O9", topics.next(V1, V2, A, B, C));
        broken("O11", started().sentFifo(A, 1).sent(B, 1, 2).received(C, A, 1).delivered(C, B, 1, 2));
    }

    private static void uniformity() {
        View withoutA = view(2, List.of(B, C), List.of(), List.of(A));
        broken(
                "S1",
                started()
                        .sentAs(Order.SAFE, A, 1)
                        .deliveredAs(Order.SAFE, A, A, 1)
                        .crashed(A)
                        .next(V1, withoutA, B, C));
        broken(
                "Q1",
                started()
                        .sentAs(Order.QUORUM, A, 1)
                        .sent(B, 1)
                        .deliveredAs(Order.QUORUM, A, A, 1)
                        .crashed(A)
                        .delivered(B, B, 1)
                        .deliveredAs(Order.QUORUM, B, A, 1)
                        .next(V1, withoutA, B, C));
        broken(
                "S2",
                started()
                        .sentAs(Order.SAFE, A, 1)
                        .ordered(1, A, 1, A, B, C)
                        .received(B, A, 1)
                        .deliveredAs(Order.SAFE, A, A, 1));
        broken(
                "Q2",
                started()
                        .sent(B, 1)
                        .sentAs(Order.QUORUM, A, 1)
                        .ordered(1, B, 1, A, B, C)
                        .ordered(2, A, 1, A)
                        .received(A, B, 1)
                        .received(C, A, 1)
                        .delivered(A, B, 1)
                        .deliveredAs(Order.QUORUM, A, A, 1));
    }

    private static void stability() {
        broken("S4", started().sent(A, 1).received(B, A, 1).stable(A, A, 1));
        broken("S5", started().sent(A, 1).received(B, A, 1).released(A, A, 1));
        broken(
                "S6",
                started()
                        .sent(A, 1, 2)
                        .received(B, A, 2)
                        .received(C, A, 2)
                        .stable(A, A, 2)
                        .stable(A, A, 1));
    }

    private static void topics() {
        broken("G1", started().topicView(A, V1, 1, A, B).topicView(B, V1, 1, B).next(V1, V2, A, B, C));
        broken("G2", started().sent(A, 1).deliveredAt(B, A, 1, 1, 0, 1, true));
        broken(
                "G2",
                started()
                        .topicView(B, V1, 1, A, B)
                        .sent(A, 1)
                        .sent(A, 2)
                        .deliveredAt(B, A, 1, 1, 1, 0, false)
                        .deliveredAt(B, A, 2, 2, 1, 1, true));
        broken(
                "G3",
                started()
                        .topicView(A, V1, 0, A, B)
                        .topicView(B, V1, 0, A, B)
                        .sent(A, 1)
                        .deliveredAt(A, A, 1, 1, 0, 1, true)
                        .deliveredAt(B, A, 1, 1, 0, 2, true)
                        .next(V1, V2, A, B, C));
        broken(
                "G4",
                started()
                        .topicView(A, V1, 1, A, C)
                        .crashed(C)
                        .next(V1, V2_WITHOUT_C, A, B)
                        .sent(A, 1)
                        .deliveredAt(A, A, 1, 1, 1, 1, true));
    }

    private static void liveness() {
        broken("L1", started().end(A, B));
        broken("L2", started().sent(A, 1).delivered(A, A, 1).end(A, B, C));
    }

    private static void broken(String number, Story story) {
        BROKEN.put(number, story);
    }

    static Stream<String> numbers() {
        return BROKEN.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void property_findsWhatBreaksIt(String number) {
        assertThat(BROKEN.get(number).broken()).contains(number);
    }

    @Test
    void everyProperty_hasItsCanary() {
        assertThat(BROKEN.keySet()).isEqualTo(Story.allNumbers());
    }

    static Stream<String> pairs() {
        return new Pairs().kept().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aSmallDifference_breaksNothing(String number) {
        assertThat(new Pairs().kept().get(number).violations()).isEmpty();
    }

    /** What a member did that was killed with its last records unwritten, the others tell. */
    @Test
    void whoIsUnrecorded_isBlamedForNothing() {
        Story story = started().sent(C, 1).received(A, C, 1).unrecorded(C);
        story.received(A, C, 2)
                .received(B, C, 2)
                .delivered(A, C, 1, 2)
                .delivered(B, C, 1, 2)
                .stable(A, C, 2);
        story.accepted(V1.id(), V2_WITHOUT_C, A, B)
                .decided(A, V1.id(), V2_WITHOUT_C)
                .next(V1, V2_WITHOUT_C, A, B);

        assertThat(story.violations()).isEmpty();
    }

    @Test
    void whatAnUnrecordedMemberSent_isTheSameForAll() {
        Story story = started().unrecorded(C).delivered(A, C, 1).deliveredFifo(B, C, 1);

        assertThat(story.broken()).contains("D1");
    }

    @Test
    void whatIsRecorded_isStillVerified() {
        assertThat(started().unrecorded(C).delivered(A, B, 1).broken()).contains("D1");
        assertThat(started().unrecorded(C).sent(A, 1).stable(A, A, 1).broken()).contains("S4");
        assertThat(started().unrecorded(C).decided(A, V1.id(), V2_WITHOUT_C).broken())
                .contains("M9");
    }

    /** Whoever begins to listen in view 2 knows where members stand. */
    @Test
    void aTraceThatBeginsLater_isVerifiedFromThere() {
        assertThat(resumed().received(B, A, 8).received(C, A, 8).stable(A, A, 8).violations())
                .isEmpty();
        assertThat(resumed().received(B, A, 8).stable(A, A, 8).broken()).contains("S4");
        assertThat(resumed().delivered(A, B, 4).broken()).contains("D1");
        assertThat(resumed().sent(A, 10).broken()).contains("R2");
        assertThat(resumed().delivered(B, A, 6, 7).violations()).isEmpty();
    }

    /** All are in view 2, in which a sends 8 after what it sent while the view changed. */
    private static Story resumed() {
        Story story = Story.empty();
        for (var member : List.of(A, B, C)) {
            story.resumed(member, member.equals(A) ? 7 : 3, Map.of(A, 5L, B, 3L, C, 3L))
                    .installedWith(V1.id(), V2, member, List.of(A, B, C));
        }
        return story.sent(A, 8);
    }

    @Test
    void aRunAsItShouldBe_breaksNothing() {
        Story story = started();
        story.topicView(A, V1, 1, A, B).topicView(B, V1, 1, A, B).topicView(C, V1, 1, A, B);
        story.sent(A, 1).sent(B, 1).sentFifo(A, 2);
        for (var member : List.of(A, B, C)) {
            boolean toUser = !member.equals(C);
            story.received(member, A, 2).received(member, B, 1);
            story.deliveredAt(member, A, 1, 1, 1, toUser ? 1 : 0, toUser);
            story.deliveredFifo(member, A, 2);
        }
        story.stable(A, A, 2).stable(B, A, 2).released(A, A, 2);
        story.deliveredAt(A, B, 1, 2, 1, 2, true).deliveredAt(B, B, 1, 2, 1, 2, true);
        story.crashed(C).suspected(A, C);
        story.cut(A, V1, 2L, 1L, 0L).cut(B, V1, 2L, 1L, 0L);
        story.topicView(A, V2_WITHOUT_C, 0, A, B).topicView(B, V2_WITHOUT_C, 0, A, B);
        story.next(V1, V2_WITHOUT_C, A, B);
        story.sent(A, 3).deliveredAt(A, A, 3, 1, 0, 1, true).deliveredAt(B, A, 3, 1, 0, 1, true);
        story.settled(A, 3, A, B).settled(B, 1, A, B).end(A, B);

        assertThat(story.violations()).isEmpty();
    }

    @Test
    void levelsAsTheyShouldBe_breakNothing() {
        Story story = started().sentAs(Order.QUORUM, A, 1).sentAs(Order.SAFE, A, 2, 3);
        story.ordered(1, A, 1, A, B).received(B, A, 1);
        story.deliveredAs(Order.QUORUM, A, A, 1).deliveredAs(Order.QUORUM, B, A, 1);
        story.received(B, A, 3).received(C, A, 2).ordered(1, A, 1, C).ordered(2, A, 2, A, B, C);
        story.deliveredAs(Order.SAFE, B, A, 2);
        story.crashed(C).suspected(A, C).cut(A, V1, 3L, 0L, 0L).cut(B, V1, 3L, 0L, 0L);
        story.deliveredAs(Order.SAFE, A, A, 2).deliveredTransitional(A, A, 3).deliveredTransitional(B, A, 3);
        story.next(V1, V2_WITHOUT_C, A, B).settled(A, 3, A, B).end(A, B);

        assertThat(story.violations()).isEmpty();
    }

    /** Of two messages of which neither was sent in the knowledge of the other, each may come first. */
    @Test
    void concurrentCausalMessages_mayComeInAnySequence() {
        Story story = concurrent(Order.CAUSAL).next(V1, V2, A, B, C);

        assertThat(story.violations()).isEmpty();
        assertThat(concurrent(Order.TOTAL).next(V1, V2, A, B, C).broken()).contains("O5");
    }

    /** A and b send before they hear of each other; c goes with b. */
    private static Story concurrent(Order order) {
        Story story = started().sentAs(order, A, 1).sentAs(order, B, 1);
        story.deliveredAs(order, A, A, 1).deliveredAs(order, A, B, 1);
        story.deliveredAs(order, B, B, 1).deliveredAs(order, B, A, 1);
        return story.deliveredAs(order, C, B, 1).deliveredAs(order, C, A, 1);
    }

    /** A question in one order and its answer in the other. */
    @Test
    void causalMessages_areBoundToThoseInTotalOrder() {
        Story question = started().sent(A, 1).delivered(B, A, 1).sentAs(Order.CAUSAL, B, 1);
        Story answer = started()
                .sentAs(Order.CAUSAL, A, 1)
                .deliveredAs(Order.CAUSAL, B, A, 1)
                .sent(B, 1);

        assertThat(question.deliveredAs(Order.CAUSAL, C, B, 1).broken()).containsExactly("O4");
        assertThat(answer.delivered(C, B, 1).broken()).containsExactly("O4");
    }

    /** What only a member that is gone delivered as SAFE is found when the others go on, however late it did so. */
    @Test
    void lateDeliveryOfAMemberThatIsLeftBehind_isCompared() {
        View withoutA = view(2, List.of(B, C), List.of(), List.of(A));
        Story story = started().sentAs(Order.SAFE, A, 1).suspected(B, A).next(V1, withoutA, B, C);

        story.deliveredAs(Order.SAFE, A, A, 1);

        assertThat(story.broken()).contains("S1");
    }

    @Test
    void transitionalMessages_stayAmongCompanions() {
        View withoutA = view(2, List.of(B, C), List.of(), List.of(A));
        Story story = started().sentAs(Order.SAFE, A, 1).crashed(A).suspected(B, A);
        story.received(B, A, 1).received(C, A, 1).cut(B, V1, 1L, 0L, 0L).cut(C, V1, 1L, 0L, 0L);
        story.deliveredTransitional(B, A, 1).deliveredTransitional(C, A, 1);
        story.next(V1, withoutA, B, C);

        assertThat(story.violations()).isEmpty();
    }

    @Test
    void oneSideOfTheSignal_isTheSameForAll() {
        Story story = started()
                .sentAs(Order.SAFE, A, 1)
                .received(B, A, 1)
                .received(C, A, 1)
                .ordered(1, A, 1, A, B, C);
        story.deliveredAs(Order.SAFE, A, A, 1).deliveredTransitional(B, A, 1);

        story.next(V1, V2, A, B);

        assertThat(story.broken()).contains("O10");
    }

    @Test
    void membersThatPart_mayDiffer() {
        Story story = started().sent(A, 1).delivered(A, A, 1).delivered(B, A, 1).crashed(C);

        story.next(V1, V2_WITHOUT_C, A, B);

        assertThat(story.violations()).isEmpty();
    }

    /** Nobody delivered any of them in full but the first, which all have first. */
    @Test
    void parts_mayEndAViewInDifferentSequences() {
        Story story = crossing(3).deliveredAs(Order.SAFE, C, A, 1);
        story.deliveredTransitional(A, A, 1).deliveredTransitional(B, A, 1);

        story.deliveredTransitional(A, A, 2).deliveredTransitional(A, B, 1);
        story.deliveredTransitional(B, B, 1).deliveredTransitional(B, A, 2);

        assertThat(story.violations()).isEmpty();
    }

    @Test
    void whatOneDeliveredInFull_hasOneOrderInAllParts() {
        Story story = crossing(1).deliveredAs(Order.SAFE, A, A, 1).deliveredTransitional(A, B, 1);

        story.deliveredTransitional(B, B, 1).deliveredTransitional(B, A, 1);

        assertThat(story.broken()).contains("O6");
    }

    @Test
    void whatOneDeliveredInFullInTheEnd_hasOneOrderInAllParts() {
        Story story = crossing(1).deliveredTransitional(A, A, 1).deliveredTransitional(A, B, 1);
        story.deliveredTransitional(B, B, 1).deliveredTransitional(B, A, 1);
        assertThat(story.broken()).doesNotContain("O6");

        story.deliveredAs(Order.SAFE, C, A, 1);

        assertThat(story.broken()).contains("O6");
    }

    @Test
    void whatComesAfterWhatOneDeliveredInFull_comesAfterItInAllParts() {
        Story story = crossing(1).deliveredTransitional(A, B, 1).deliveredTransitional(A, A, 1);
        story.deliveredTransitional(B, A, 1).deliveredAs(Order.SAFE, C, A, 1);
        assertThat(story.broken()).doesNotContain("O6");

        story.deliveredTransitional(B, B, 1);

        assertThat(story.broken()).contains("O6");
    }

    /** Any two messages may be crossed, with others between them that only one of two members delivered. */
    @Test
    void anOrderThatSkips_isCompared() {
        Story story = crossing(3).deliveredTransitional(B, B, 1).deliveredTransitional(B, A, 3);
        story.deliveredTransitional(A, A, 3).deliveredTransitional(A, A, 2).deliveredAs(Order.SAFE, C, B, 1);
        assertThat(story.broken()).doesNotContain("O6");

        story.deliveredTransitional(A, B, 1);

        assertThat(story.broken()).contains("O6");
    }

    /** A cluster that is about to fall into parts; a and b have sent SAFE messages that all hold. */
    private static Story crossing(int sentByA) {
        Story story = started(Terms.UNKNOWN.withPartitions(PartitionPolicy.PARTITIONABLE));
        for (int seq = 1; seq <= sentByA; seq++) {
            story.sentAs(Order.SAFE, A, seq).received(B, A, seq).received(C, A, seq);
        }
        story.sentAs(Order.SAFE, B, 1).received(A, B, 1).received(C, B, 1);
        return story.ordered(1, A, 1, A, B, C);
    }

    @Test
    void founding_needsAllExpectedNames() {
        Checker checker = new Checker(Terms.UNKNOWN.withExpectedSize(3));
        checker.accept(new TraceEvent.Accepted(1, A, ViewId.NONE, V1.id()));
        checker.accept(new TraceEvent.Accepted(2, B, ViewId.NONE, V1.id()));
        checker.accept(new TraceEvent.Decided(3, A, ViewId.NONE, V1.id(), V1.members(), 0));

        assertThat(checker.violations()).extracting(Violation::number).containsExactly("M9");
    }
}
