/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.Order;
import io.viewbus.view.Member;
import io.viewbus.view.PartitionPolicy;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A trace written by hand. A cluster of a, b and c, with one topic for each order. */
final class Story extends Cast {

    static final int LENGTH = 100;

    private final Checker checker;
    private final long[] places = new long[8];
    private final Set<Member> wedged = new HashSet<>();
    private long now;

    Story(Terms terms) {
        checker = new Checker(terms);
    }

    static Story empty() {
        return new Story(Terms.UNKNOWN);
    }

    /** All three are in view 1. */
    static Story started() {
        return started(Terms.UNKNOWN);
    }

    static Story started(Terms terms) {
        Story story = new Story(terms).joining(A, B, C).accepted(ViewId.NONE, V1, A, B, C);
        return story.decided(A, ViewId.NONE, V1).installed(ViewId.NONE, V1, A, B, C);
    }

    Story joining(Member... members) {
        for (Member member : members) {
            checker.accept(new TraceEvent.Joining(tick(), member));
        }
        return this;
    }

    Story phase(Phase phase) {
        checker.enter(phase, tick());
        return this;
    }

    /** Nothing happens for so many seconds. */
    Story pause(int seconds) {
        now += seconds * 1_000_000_000L;
        return this;
    }

    Story primary(Member... members) {
        for (Member member : members) {
            checker.accept(new TraceEvent.PrimaryStateChanged(tick(), member, PrimaryState.PRIMARY));
        }
        return this;
    }

    Story notPrimary(Member member) {
        checker.accept(new TraceEvent.PrimaryStateChanged(tick(), member, PrimaryState.NOT_PRIMARY));
        return this;
    }

    Story crashed(Member member) {
        checker.accept(new TraceEvent.Crashed(tick(), member));
        return this;
    }

    Story unrecorded(Member... members) {
        for (Member member : members) {
            checker.accept(new TraceEvent.Unrecorded(tick(), member));
        }
        return this;
    }

    /** Its trace begins here: it sent so much, and holds so much of each sender, all of which is of views before. */
    Story resumed(Member who, long sent, Map<Member, Long> held) {
        List<TraceEvent.Resumed.Holding> holdings = held.entrySet().stream()
                .map(entry -> new TraceEvent.Resumed.Holding(
                        entry.getKey().incarnation(), entry.getValue(), 0, entry.getValue()))
                .toList();
        checker.accept(new TraceEvent.Resumed(tick(), who, sent, holdings));
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
        places[index(who)] = 0;
        wedged.remove(who);
        return this;
    }

    Story wedged(View view, Member... members) {
        for (Member member : members) {
            if (wedged.add(member)) {
                checker.accept(new TraceEvent.Wedged(tick(), member, view.id()));
            }
        }
        return this;
    }

    /** Everybody agrees to go on, and does. */
    Story next(View prior, View next, Member... members) {
        wedged(prior, members);
        accepted(prior.id(), next, members);
        decided(members[0], prior.id(), next);
        return installed(prior.id(), next, members);
    }

    Story cut(Member who, View prior, Long... lastSeqs) {
        checker.accept(new TraceEvent.Cut(tick(), who, prior.id(), List.of(lastSeqs)));
        return this;
    }

    Story sent(Member who, long... seqs) {
        return sentAs(Order.TOTAL, who, seqs);
    }

    Story sentFifo(Member who, long... seqs) {
        return sentAs(Order.FIFO, who, seqs);
    }

    Story sentAs(Order order, Member who, long... seqs) {
        for (long seq : seqs) {
            checker.accept(new TraceEvent.Sent(tick(), who, seq, topicOf(order), order, 0, LENGTH, seq));
        }
        return this;
    }

    Story sentFor(View view, Member who, long seq) {
        long counter = view.id().counter();
        checker.accept(new TraceEvent.Sent(tick(), who, seq, topicOf(Order.TOTAL), Order.TOTAL, counter, LENGTH, seq));
        return this;
    }

    Story refused(Member who, long last) {
        checker.accept(new TraceEvent.OfferRefused(tick(), who, last));
        return this;
    }

    Story delivered(Member who, Member sender, long... seqs) {
        return deliveredAs(Order.TOTAL, who, sender, seqs);
    }

    Story deliveredFifo(Member who, Member sender, long... seqs) {
        return deliveredAs(Order.FIFO, who, sender, seqs);
    }

    Story deliveredAs(Order order, Member who, Member sender, long... seqs) {
        for (long seq : seqs) {
            long place = order.compareTo(Order.TOTAL) < 0 ? 0 : ++places[index(who)];
            delivered(who, sender, seq, order, place, 0, 0, false, false);
        }
        return this;
    }

    /** On the far side of the transitional signal. */
    Story deliveredTransitional(Member who, Member sender, long seq) {
        return delivered(who, sender, seq, Order.SAFE, ++places[index(who)], 0, 0, false, true);
    }

    Story deliveredAt(
            Member who, Member sender, long seq, long orderIndex, long change, long groupSequence, boolean toUser) {
        return delivered(who, sender, seq, Order.TOTAL, orderIndex, change, groupSequence, toUser, false);
    }

    /** Given to a user, whose group never changed. */
    Story given(Order order, Member who, Member sender, long seq) {
        return delivered(who, sender, seq, order, ++places[index(who)], 0, 1, true, false);
    }

    private Story delivered(
            Member who,
            Member sender,
            long seq,
            Order order,
            long place,
            long change,
            long groupSequence,
            boolean toUser,
            boolean transitional) {
        MessageId message = new MessageId(sender.incarnation(), seq);
        int topic = topicOf(order);
        checker.accept(new TraceEvent.Delivered(
                tick(), who, message, topic, order, place, change, groupSequence, toUser, transitional, seq));
        return this;
    }

    /** Members hold the same range of the order. */
    Story ordered(long range, Member sender, long upToSeq, Member... holders) {
        for (Member holder : holders) {
            checker.accept(new TraceEvent.Ordered(tick(), holder, range, index(sender) - 1, upToSeq));
        }
        return this;
    }

    Story topicView(Member who, View view, long change, Member... members) {
        checker.accept(new TraceEvent.TopicView(
                tick(), who, topicOf(Order.TOTAL), view.id().counter(), change, List.of(members)));
        return this;
    }

    Story topicView(Order order, Member who, View view, Member... members) {
        long counter = view.id().counter();
        checker.accept(new TraceEvent.TopicView(tick(), who, topicOf(order), counter, 0, List.of(members)));
        return this;
    }

    Story table(View view, long hash, Member... members) {
        for (Member member : members) {
            checker.accept(new TraceEvent.TopicTable(tick(), member, view.id(), hash));
        }
        return this;
    }

    Story received(Member who, Member sender, long seq) {
        return received(who, sender, seq, LENGTH);
    }

    Story received(Member who, Member sender, long seq, int kept) {
        checker.accept(new TraceEvent.Received(tick(), who, sender.incarnation(), seq, kept));
        return this;
    }

    /** Members received everything of a sender up to a message, know that, and forgot it. */
    Story settled(Member sender, long seq, Member... members) {
        for (Member member : members) {
            received(member, sender, seq);
        }
        for (Member member : members) {
            stable(member, sender, seq).released(member, sender, seq);
        }
        return this;
    }

    Story stable(Member who, Member sender, long seq) {
        checker.accept(new TraceEvent.Stable(tick(), who, sender.incarnation(), seq));
        return this;
    }

    Story released(Member who, Member sender, long seq) {
        checker.accept(new TraceEvent.Released(tick(), who, sender.incarnation(), seq, 0));
        return this;
    }

    Story end(Member... settled) {
        checker.end(tick(), List.of(settled));
        return this;
    }

    /** The run breaks off here. */
    Story breakOff() {
        checker.breakOff(tick());
        return this;
    }

    List<Violation> violations() {
        return checker.violations();
    }

    List<String> broken() {
        return new ArrayList<>(
                checker.violations().stream().map(Violation::number).toList());
    }

    /** Returns the numbers of all properties, of one policy or the other. */
    static Set<String> allNumbers() {
        Set<String> numbers = new TreeSet<>();
        for (PartitionPolicy policy : PartitionPolicy.values()) {
            numbers.addAll(new Checker(Terms.UNKNOWN.withPartitions(policy)).numbers());
        }
        return numbers;
    }

    private long tick() {
        return now += 1000;
    }

    private static int topicOf(Order order) {
        return order.name().hashCode();
    }

    private static int index(Member member) {
        return (int) member.incarnation().low();
    }
}
