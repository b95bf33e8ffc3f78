/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import static io.viewbus.testkit.check.Story.A;
import static io.viewbus.testkit.check.Story.B;
import static io.viewbus.testkit.check.Story.C;
import static io.viewbus.testkit.check.Story.D;
import static io.viewbus.testkit.check.Story.V1;
import static io.viewbus.testkit.check.Story.V2;
import static io.viewbus.testkit.check.Story.V2_WITHOUT_C;
import static io.viewbus.testkit.check.Story.started;
import static io.viewbus.testkit.check.Story.view;

import io.viewbus.Order;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PartitionPolicy;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** For properties that are broken or kept by a small difference: two traces that differ in it. */
final class Pairs {

    private static final Terms PARTS = Terms.UNKNOWN.withPartitions(PartitionPolicy.PARTITIONABLE);
    private static final View WITH_D = view(2, List.of(A, B, C, D), List.of(D), List.of());

    private final Map<String, Story> broken = new TreeMap<>();
    private final Map<String, Story> kept = new TreeMap<>();

    Pairs() {
        chains();
        parts();
        ends();
        wedges();
        resources();
        calm();
        changes();
        liveness();
    }

    Map<String, Story> broken() {
        return broken;
    }

    Map<String, Story> kept() {
        return kept;
    }

    private void chains() {
        View rival = new View(new ViewId(2, 7, B.incarnation()), List.of(A, B, C), List.of(), List.of());
        Story two = started().primary(A, B, C).accepted(V1.id(), V2, A, B, C).decided(A, V1.id(), V2);
        broken("M10", two.installed(V1.id(), V2, A).installed(V1.id(), rival, B));
        Story one = started().primary(A, B, C).accepted(V1.id(), V2, A, B, C).decided(A, V1.id(), V2);
        kept("M10", one.wedged(V1, A).installed(V1.id(), V2, A));
        View merged = new View(
                new ViewId(2, 2, A.incarnation()),
                List.of(A, B, C),
                List.of(),
                List.of(),
                true,
                List.of(new View.Component(V2_WITHOUT_C.id(), List.of(A, B)), new View.Component(V1.id(), List.of(C))));
        broken("X4", started(PARTS).next(V1, merged, A));
    }

    /** A message of C, which is gone when A and B learn that it was lost from sight. */
    private static Story safeFromTheLost() {
        Story story = started(PARTS).sentAs(Order.SAFE, C, 1).crashed(C).suspected(A, C);
        story.received(A, C, 1).received(B, C, 1).wedged(V1, A, B);
        return story.cut(A, V1, 0L, 0L, 1L).cut(B, V1, 0L, 0L, 1L);
    }

    private void parts() {
        Story half = safeFromTheLost().deliveredTransitional(A, C, 1).deliveredAs(Order.SAFE, B, C, 1);
        broken("D9", half.next(V1, V2_WITHOUT_C, A, B));
        Story both = safeFromTheLost().deliveredTransitional(A, C, 1).deliveredTransitional(B, C, 1);
        kept("D9", both.next(V1, V2_WITHOUT_C, A, B));
        // B does not hear of the view that it agreed to, and goes on alone.
        View alone = view(2, List.of(B), List.of(), List.of(A, C));
        Story without = safeFromTheLost().deliveredTransitional(A, C, 1).accepted(V1.id(), V2_WITHOUT_C, B);
        broken("S3", without.suspected(B, A).next(V1, V2_WITHOUT_C, A).next(V1, alone, B));
        Story with = safeFromTheLost().deliveredTransitional(A, C, 1).accepted(V1.id(), V2_WITHOUT_C, B);
        with.suspected(B, A).deliveredTransitional(B, C, 1);
        kept("S3", with.next(V1, V2_WITHOUT_C, A).next(V1, alone, B));
    }

    private void ends() {
        broken("D12", started().sent(A, 1).received(B, A, 2));
        kept("D12", started().sent(A, 1, 2).received(B, A, 2).wedged(V1, B).cut(B, V1, 2L, 0L, 0L));
        broken("G5", started().table(V1, 7, A).table(V1, 8, B));
        // When A is gone, nobody is left that knows the topics of the view.
        Story ending = started().table(V1, 7, A).crashed(A).suspected(B, A).wedged(V1, B, C);
        ending.cut(B, V1, 0L, 0L, 0L).table(V1, 8, B).cut(C, V1, 0L, 0L, 0L).table(V1, 8, C);
        kept("G5", ending.next(V1, view(2, List.of(B, C), List.of(), List.of(A)), B, C));
    }

    private void wedges() {
        broken("I2", started().sent(A, 1).received(B, A, 1).wedged(V1, B).delivered(B, A, 1));
        Story flush = started().sent(A, 1).received(B, A, 1).received(C, A, 1).wedged(V1, A, B, C);
        for (Member member : List.of(A, B, C)) {
            flush.cut(member, V1, 1L, 0L, 0L).delivered(member, A, 1);
        }
        kept("I2", flush.next(V1, V2, A, B, C));
        broken(
                "I3",
                started().accepted(V1.id(), V2, A, B, C).decided(A, V1.id(), V2).installed(V1.id(), V2, A));
        kept("I3", started().wedged(V1, A).next(V1, V2, A, B, C).end(A, B, C));
    }

    private void resources() {
        Terms small = Terms.UNKNOWN.withLimits(2 * Story.LENGTH, 3 * Story.LENGTH);
        broken("R1", started(small).sent(A, 1, 2).received(B, A, 1).sent(A, 3));
        kept(
                "R1",
                started(small).sent(A, 1, 2).received(B, A, 1).received(C, A, 2).sent(A, 3));
        broken("R2", started().sent(A, 1).refused(A, 1).sent(A, 3));
        kept("R2", started().sent(A, 1).refused(A, 1).sent(A, 2));
        broken("L10", started().phase(Phase.HEALED).refused(A, 0).pause(21).sent(A, 1));
        kept(
                "L10",
                started()
                        .refused(A, 0)
                        .pause(21)
                        .phase(Phase.HEALED)
                        .refused(A, 0)
                        .sent(A, 1));
        broken("L12", started().sent(A, 1).received(B, A, 1).end(A, B, C));
        Story drained = started().sentFifo(A, 1);
        for (Member member : List.of(A, B, C)) {
            drained.deliveredFifo(member, A, 1);
        }
        kept("L12", drained.settled(A, 1, A, B, C).end(A, B, C));
    }

    private void calm() {
        broken("L7", started().phase(Phase.QUIET).suspected(A, C));
        kept("L7", started().suspected(A, C).phase(Phase.QUIET).crashed(C).suspected(B, C));
        Story late = started()
                .phase(Phase.QUIET)
                .sent(A, 1)
                .pause(21)
                .received(B, A, 1)
                .received(C, A, 1);
        broken("R3", late.stable(A, A, 1));
        Story soon = started()
                .phase(Phase.QUIET)
                .sent(A, 1)
                .pause(1)
                .received(B, A, 1)
                .received(C, A, 1);
        kept("R3", soon.stable(A, A, 1));
        broken("L9", joining(6));
        kept("L9", joining(5));
    }

    /** Some come at the same time, and each gets a view of its own. */
    private static Story joining(int count) {
        List<Member> joiners = IntStream.range(0, count)
                .mapToObj(i -> new Member("x" + i, new Incarnation(10 + i, 6)))
                .toList();
        Story story = started().phase(Phase.QUIET).joining(joiners.toArray(Member[]::new));
        View prior = V1;
        for (Member joiner : joiners) {
            List<Member> members = new ArrayList<>(prior.members());
            members.add(joiner);
            View next = view(prior.id().counter() + 1, members, List.of(joiner), List.of());
            letIn(story, prior, next);
            prior = next;
        }
        return story;
    }

    private void changes() {
        broken("L5", started().promised(B, 5).phase(Phase.HEALED).pause(21).next(V1, V2, A, B, C));
        kept(
                "L5",
                started().promised(B, 5).pause(21).phase(Phase.HEALED).pause(1).next(V1, V2, A, B, C));
        Story crash = started().suspected(A, C).crashed(C);
        broken("L6", crash.phase(Phase.HEALED).pause(21).next(V1, V2_WITHOUT_C, A, B));
        Story other = started().suspected(A, C).crashed(C).pause(21);
        kept("L6", other.phase(Phase.HEALED).pause(1).next(V1, V2_WITHOUT_C, A, B));
        broken("L8", letIn(started().joining(D).phase(Phase.HEALED).pause(21), V1, WITH_D));
        kept("L8", letIn(started().joining(D).pause(21).phase(Phase.HEALED).pause(1), V1, WITH_D));
    }

    private static Story letIn(Story story, View prior, View next) {
        Member[] old = prior.members().toArray(Member[]::new);
        story.wedged(prior, old).accepted(prior.id(), next, old).decided(old[0], prior.id(), next);
        for (Member member : next.members()) {
            story.installedWith(prior.id(), next, member, prior.members());
        }
        return story;
    }

    private void liveness() {
        broken("L3", started().sent(A, 1).end(A, B, C));
        Story heard = started().sent(A, 1).delivered(A, A, 1).delivered(B, A, 1).delivered(C, A, 1);
        kept("L3", heard.settled(A, 1, A, B, C).end(A, B, C));
        Story less = started().sentAs(Order.SAFE, A, 1).ordered(1, A, 1, A, B, C);
        Story full = started().sentAs(Order.SAFE, A, 1).ordered(1, A, 1, A, B, C);
        full.received(B, A, 1).received(C, A, 1);
        for (Member member : List.of(A, B, C)) {
            less.deliveredTransitional(member, A, 1);
            full.deliveredAs(Order.SAFE, member, A, 1);
        }
        broken("L4", less.settled(A, 1, A, B, C).end(A, B, C));
        kept("L4", full.settled(A, 1, A, B, C).end(A, B, C));
    }

    private void broken(String number, Story story) {
        broken.put(number, story);
    }

    private void kept(String number, Story story) {
        kept.put(number, story);
    }
}
