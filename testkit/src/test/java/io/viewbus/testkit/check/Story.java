/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.List;

/** A trace written by hand. A cluster of a, b and c; topic 1 is in total order, topic 2 is FIFO. */
final class Story {

    static final Member A = new Member("a", new Incarnation(1, 1));
    static final Member B = new Member("b", new Incarnation(2, 2));
    static final Member C = new Member("c", new Incarnation(3, 3));
    static final Member D = new Member("d", new Incarnation(4, 4));
    static final Member A_AGAIN = new Member("a", new Incarnation(5, 5));

    static final View V1 = view(1, List.of(A, B, C), List.of(A, B, C), List.of());
    static final View V2 = view(2, List.of(A, B, C), List.of(), List.of());
    static final View V2_WITHOUT_C = view(2, List.of(A, B), List.of(), List.of(C));
    static final View V3 = view(3, List.of(A, B, C), List.of(), List.of());

    private static final int TOTAL_TOPIC = 1;
    private static final int FIFO_TOPIC = 2;

    private final Checker checker;
    private final long[] order = new long[8];
    private long now;

    private Story(int expectedSize) {
        checker = new Checker(expectedSize);
    }

    static Story empty() {
        return new Story(0);
    }

    /** All three are in view 1. */
    static Story started() {
        Story story = empty().joining(A, B, C).accepted(ViewId.NONE, V1, A, B, C);
        return story.decided(A, ViewId.NONE, V1).installed(ViewId.NONE, V1, A, B, C);
    }

    static View view(long counter, List<Member> members, List<Member> joined, List<Member> left) {
        return new View(new ViewId(counter, counter, members.get(0).incarnation()), members, joined, left);
    }

    Story joining(Member... members) {
        for (Member member : members) {
            checker.accept(new TraceEvent.Joining(tick(), member));
        }
        return this;
    }

    Story crashed(Member member) {
        checker.accept(new TraceEvent.Crashed(tick(), member));
        return this;
    }

    Story excluded(Member member) {
        checker.accept(new TraceEvent.Excluded(tick(), member));
        return this;
    }

    Story suspected(Member who, Member suspect) {
        checker.accept(new TraceEvent.Suspected(tick(), who, suspect.incarnation()));
        return this;
    }

    Story promised(Member who, long round) {
        checker.accept(new TraceEvent.Promised(tick(), who, V1.id(), round, A.incarnation()));
        return this;
    }

    Story accepted(ViewId prior, View next, Member... members) {
        for (Member member : members) {
            checker.accept(new TraceEvent.Accepted(tick(), member, prior, next.id()));
        }
        return this;
    }

    Story decided(Member who, ViewId prior, View next) {
        checker.accept(new TraceEvent.Decided(tick(), who, prior, next.id(), next.members(), next.hashCode()));
        return this;
    }

    Story installed(ViewId prior, View view, Member... members) {
        for (Member member : members) {
            installedWith(prior, view, member, view.members());
        }
        return this;
    }

    Story installedWith(ViewId prior, View view, Member who, List<Member> companions) {
        checker.accept(new TraceEvent.Installed(tick(), who, prior, view, companions));
        order[index(who)] = 0;
        return this;
    }

    /** Everybody agrees to go on, and does. */
    Story next(View prior, View next, Member... members) {
        accepted(prior.id(), next, members);
        decided(members[0], prior.id(), next);
        return installed(prior.id(), next, members);
    }

    Story cut(Member who, View prior, Long... lastSeqs) {
        checker.accept(new TraceEvent.Cut(tick(), who, prior.id(), List.of(lastSeqs)));
        return this;
    }

    Story sent(Member who, long... seqs) {
        for (long seq : seqs) {
            checker.accept(new TraceEvent.Sent(tick(), who, seq, TOTAL_TOPIC, true, seq));
        }
        return this;
    }

    Story sentFifo(Member who, long... seqs) {
        for (long seq : seqs) {
            checker.accept(new TraceEvent.Sent(tick(), who, seq, FIFO_TOPIC, false, seq));
        }
        return this;
    }

    Story delivered(Member who, Member sender, long... seqs) {
        for (long seq : seqs) {
            deliveredAt(who, sender, seq, ++order[index(who)], 0, 0, false);
        }
        return this;
    }

    Story deliveredAt(
            Member who, Member sender, long seq, long orderIndex, long change, long groupSequence, boolean toUser) {
        MessageId message = new MessageId(sender.incarnation(), seq);
        checker.accept(new TraceEvent.Delivered(
                tick(), who, message, TOTAL_TOPIC, true, orderIndex, change, groupSequence, toUser, seq));
        return this;
    }

    Story deliveredFifo(Member who, Member sender, long... seqs) {
        for (long seq : seqs) {
            MessageId message = new MessageId(sender.incarnation(), seq);
            checker.accept(new TraceEvent.Delivered(tick(), who, message, FIFO_TOPIC, false, 0, 0, 0, false, seq));
        }
        return this;
    }

    Story topicView(Member who, View view, long change, Member... members) {
        checker.accept(
                new TraceEvent.TopicView(tick(), who, TOTAL_TOPIC, view.id().counter(), change, List.of(members)));
        return this;
    }

    Story received(Member who, Member sender, long seq) {
        checker.accept(new TraceEvent.Received(tick(), who, sender.incarnation(), seq));
        return this;
    }

    Story stable(Member who, Member sender, long seq) {
        checker.accept(new TraceEvent.Stable(tick(), who, sender.incarnation(), seq));
        return this;
    }

    Story released(Member who, Member sender, long seq) {
        checker.accept(new TraceEvent.Released(tick(), who, sender.incarnation(), seq));
        return this;
    }

    Story end(Member... settled) {
        checker.end(tick(), List.of(settled));
        return this;
    }

    List<Violation> violations() {
        return checker.violations();
    }

    List<String> broken() {
        return new ArrayList<>(
                checker.violations().stream().map(Violation::number).toList());
    }

    static List<String> allNumbers() {
        return new Checker(0).numbers();
    }

    private long tick() {
        return now += 1000;
    }

    private static int index(Member member) {
        return (int) member.incarnation().low();
    }
}
