/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.check.EventHandler;
import io.viewbus.testkit.check.TraceEvent;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.ViewId;
import java.util.List;

/**
 * A hash of all events of a run, to tell whether two runs are the same. Takes each field by itself: the text of a record
 * may differ between JDKs.
 */
final class TraceHash implements EventHandler {

    private static final long PRIME = 0x100000001B3L;

    private long hash = 0xCBF29CE484222325L;

    /** Returns the hash of all that came so far. */
    long value() {
        return hash;
    }

    @Override
    public void on(TraceEvent.Joining event) {
        start(1, event);
    }

    @Override
    public void on(TraceEvent.Leaving event) {
        start(2, event);
    }

    @Override
    public void on(TraceEvent.Crashed event) {
        start(3, event);
    }

    @Override
    public void on(TraceEvent.Suspected event) {
        start(4, event);
        add(event.suspect());
    }

    @Override
    public void on(TraceEvent.Promised event) {
        start(5, event);
        add(event.prior());
        add(event.round());
        add(event.proposer());
    }

    @Override
    public void on(TraceEvent.Accepted event) {
        start(6, event);
        add(event.prior());
        add(event.next());
    }

    @Override
    public void on(TraceEvent.Decided event) {
        start(7, event);
        add(event.prior());
        add(event.next());
        add(event.members());
    }

    @Override
    public void on(TraceEvent.Installed event) {
        start(8, event);
        add(event.prior());
        add(event.view().id());
        add(event.view().members());
        add(event.transitional());
    }

    @Override
    public void on(TraceEvent.PrimaryStateChanged event) {
        start(9, event);
        add(event.state().name().hashCode());
    }

    @Override
    public void on(TraceEvent.Excluded event) {
        start(10, event);
    }

    @Override
    public void on(TraceEvent.Left event) {
        start(11, event);
    }

    @Override
    public void on(TraceEvent.Cut event) {
        start(12, event);
        add(event.prior());
        event.lastSeqs().forEach(this::add);
    }

    @Override
    public void on(TraceEvent.Sent event) {
        start(13, event);
        add(event.seq());
        add(event.topic());
        add(event.order().name().hashCode());
        add(event.inView());
        add(event.payloadHash());
    }

    @Override
    public void on(TraceEvent.Delivered event) {
        start(14, event);
        add(event.message().sender());
        add(event.message().seq());
        add(event.topic());
        add(event.order().name().hashCode());
        add(event.orderIndex());
        add(event.change());
        add(event.groupSequence());
        add(event.toUser());
        add(event.transitional());
        add(event.payloadHash());
    }

    @Override
    public void on(TraceEvent.Ordered event) {
        start(19, event);
        add(event.range());
        add(event.senderRank());
        add(event.upToSeq());
    }

    @Override
    public void on(TraceEvent.TopicView event) {
        start(15, event);
        add(event.topic());
        add(event.counter());
        add(event.change());
        add(event.members());
    }

    @Override
    public void on(TraceEvent.Received event) {
        start(16, event);
        add(event.sender());
        add(event.seq());
    }

    @Override
    public void on(TraceEvent.Stable event) {
        start(17, event);
        add(event.sender());
        add(event.seq());
    }

    @Override
    public void on(TraceEvent.Released event) {
        start(18, event);
        add(event.sender());
        add(event.seq());
    }

    @Override
    public void on(TraceEvent.Wedged event) {
        start(19, event);
        add(event.view());
    }

    @Override
    public void on(TraceEvent.OfferRefused event) {
        start(20, event);
        add(event.last());
    }

    @Override
    public void on(TraceEvent.TopicTable event) {
        start(21, event);
        add(event.view());
        add(event.hash());
    }

    @Override
    public void on(TraceEvent.Resumed event) {
        start(22, event);
        add(event.sent());
        for (TraceEvent.Resumed.Holding holding : event.holdings()) {
            add(holding.sender());
            add(holding.received());
            add(holding.released());
            add(holding.start());
        }
    }

    @Override
    public void on(TraceEvent.Unrecorded event) {
        start(23, event);
    }

    private void start(int kind, TraceEvent event) {
        add(kind);
        add(event.atNs());
        add(event.who().incarnation());
    }

    private void add(List<Member> members) {
        members.forEach(member -> add(member.incarnation()));
    }

    private void add(ViewId id) {
        add(id.counter());
        add(id.round());
        add(id.proposer());
    }

    private void add(Incarnation incarnation) {
        add(incarnation.low());
    }

    private void add(boolean value) {
        add(value ? 1 : 0);
    }

    private void add(long value) {
        hash = (hash ^ value ^ (value >>> 29)) * PRIME;
    }
}
