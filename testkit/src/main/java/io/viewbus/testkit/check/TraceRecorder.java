/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.Order;
import io.viewbus.spi.trace.Trace;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.NanoClock;

/** The trace of one member: tags each event with member and time and passes it on. */
public final class TraceRecorder implements Trace {

    private final Member self;
    private final NanoClock clock;
    private final Consumer<TraceEvent> sink;
    private final Consumer<Enum<?>> marks;

    /**
     * Makes the trace of a member.
     *
     * @param self the member
     * @param clock tells the time
     * @param sink takes the events
     */
    public TraceRecorder(Member self, NanoClock clock, Consumer<TraceEvent> sink) {
        this(self, clock, sink, mark -> {});
    }

    /**
     * Makes the trace of a member whose marks are wanted, too.
     *
     * @param self the member
     * @param clock tells the time
     * @param sink takes the events
     * @param marks takes the marks, which are no events: no checker sees them
     */
    public TraceRecorder(Member self, NanoClock clock, Consumer<TraceEvent> sink, Consumer<Enum<?>> marks) {
        this.self = self;
        this.clock = clock;
        this.sink = sink;
        this.marks = marks;
    }

    @Override
    public void mark(Enum<?> mark) {
        marks.accept(mark);
    }

    @Override
    public void joining(Member joiner) {
        sink.accept(new TraceEvent.Joining(now(), joiner));
    }

    @Override
    public void leaving() {
        sink.accept(new TraceEvent.Leaving(now(), self));
    }

    @Override
    public void suspected(Incarnation suspect) {
        sink.accept(new TraceEvent.Suspected(now(), self, suspect));
    }

    @Override
    public void promised(ViewId prior, long round, Incarnation proposer) {
        sink.accept(new TraceEvent.Promised(now(), self, prior, round, proposer));
    }

    @Override
    public void wedged(ViewId view) {
        sink.accept(new TraceEvent.Wedged(now(), self, view));
    }

    @Override
    public void accepted(ViewId prior, ViewId next) {
        sink.accept(new TraceEvent.Accepted(now(), self, prior, next));
    }

    @Override
    public void decided(ViewId prior, ViewId next, List<Member> members, long proposalHash) {
        sink.accept(new TraceEvent.Decided(now(), self, prior, next, members, proposalHash));
    }

    @Override
    public void installed(ViewId prior, View view, List<Member> transitional) {
        sink.accept(new TraceEvent.Installed(now(), self, prior, view, List.copyOf(transitional)));
    }

    @Override
    public void primaryState(PrimaryState state) {
        sink.accept(new TraceEvent.PrimaryStateChanged(now(), self, state));
    }

    @Override
    public void excluded() {
        sink.accept(new TraceEvent.Excluded(now(), self));
    }

    @Override
    public void left() {
        sink.accept(new TraceEvent.Left(now(), self));
    }

    @Override
    public void cut(ViewId prior, long[] lastSeqs) {
        sink.accept(new TraceEvent.Cut(
                now(), self, prior, Arrays.stream(lastSeqs).boxed().toList()));
    }

    @Override
    public void sent(long seq, int topic, Order order, long inView, int length, long payloadHash) {
        sink.accept(new TraceEvent.Sent(now(), self, seq, topic, order, inView, length, payloadHash));
    }

    @Override
    public void offerRefused(long last) {
        sink.accept(new TraceEvent.OfferRefused(now(), self, last));
    }

    @Override
    public void delivered(
            Incarnation sender,
            long seq,
            int topic,
            Order order,
            long orderIndex,
            long change,
            long groupSequence,
            boolean toUser,
            boolean transitional,
            long payloadHash) {
        MessageId message = new MessageId(sender, seq);
        sink.accept(new TraceEvent.Delivered(
                now(),
                self,
                message,
                topic,
                order,
                orderIndex,
                change,
                groupSequence,
                toUser,
                transitional,
                payloadHash));
    }

    @Override
    public void ordered(long range, int senderRank, long upToSeq) {
        sink.accept(new TraceEvent.Ordered(now(), self, range, senderRank, upToSeq));
    }

    @Override
    public void topicView(int topic, long counter, long change, List<Member> members) {
        sink.accept(new TraceEvent.TopicView(now(), self, topic, counter, change, List.copyOf(members)));
    }

    @Override
    public void topicTable(ViewId view, long hash) {
        sink.accept(new TraceEvent.TopicTable(now(), self, view, hash));
    }

    @Override
    public void received(Incarnation sender, long seq, int kept) {
        sink.accept(new TraceEvent.Received(now(), self, sender, seq, kept));
    }

    @Override
    public void stable(Incarnation sender, long seq) {
        sink.accept(new TraceEvent.Stable(now(), self, sender, seq));
    }

    @Override
    public void released(Incarnation sender, long seq, int kept) {
        sink.accept(new TraceEvent.Released(now(), self, sender, seq, kept));
    }

    private long now() {
        return clock.nanoTime();
    }
}
