/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.core.wire.Cut;
import io.viewbus.core.wire.DataHeader;
import io.viewbus.core.wire.OrderCode;
import io.viewbus.spi.trace.Trace;
import io.viewbus.view.Member;
import java.util.List;

/**
 * Ends a view: delivers what is left of it up to the cut, in an order that follows from the cut and the order log
 * alone, so that all members that go on together deliver the same (VS-63, VS-64).
 */
final class FinalDelivery {

    private final ViewState view;
    private final OrderLog log;
    private final Delivery delivery;
    private final Counters counters;
    private final Trace trace;
    private final Transition transition;
    private final Cut end;
    private final long[] cut;
    private long hole = Long.MAX_VALUE;

    /**
     * Prepares the end of the installed view; everything up to the cut is held.
     *
     * @param end where it ends
     * @param companions who goes on to the next view from this one
     */
    FinalDelivery(Parts parts, Cut end, List<Member> companions) {
        view = parts.view;
        log = parts.order.log();
        delivery = parts.delivery;
        counters = parts.counters;
        trace = parts.trace;
        transition = new Transition(view, parts.dispatcher, end.delivered(), companions, parts.oneChain);
        this.end = end;
        cut = end.last();
    }

    /** Delivers the rest of the view. */
    void deliver() {
        requirePrefix();
        deliverFifo(true);
        deliverOrdered();
        hole = Math.min(hole, view.entriesDelivered());
        deliverRemainder();
        // Those that waited for a join of this member: every entry that their senders saw is delivered by now.
        deliverFifo(false);
        requireAllDelivered();
    }

    private void deliverFifo(boolean mayWait) {
        for (int rank = 0; rank < view.size(); rank++) {
            delivery.deliverFifo(view.stream(rank), cut[rank], Integer.MAX_VALUE, mayWait);
        }
    }

    private void deliverOrdered() {
        for (long range = view.rangesDelivered() + 1; range <= end.ordCut(); range++) {
            int rank = log.rank(range);
            deliverTotal(view.stream(rank), Math.min(log.upTo(range), cut[rank]));
            if (log.upTo(range) > cut[rank]) {
                // Its last message is lost with its sender: whoever saw it before sending is not in the next view.
                trace.mark(MessagingMark.HOLE_IN_THE_ORDER);
                hole = Math.min(hole, view.entriesDelivered());
            }
            view.nextRange();
        }
    }

    /** What no range covers follows by rank and number; nobody can have delivered any of it. */
    private void deliverRemainder() {
        for (int rank = 0; rank < view.size(); rank++) {
            if (view.stream(rank).totalDelivered() < view.stream(rank).lastTotal()) {
                trace.mark(MessagingMark.ORDERED_BY_THE_CHANGE);
            }
            deliverTotal(view.stream(rank), cut[rank]);
        }
    }

    private void deliverTotal(SenderStream stream, long upTo) {
        for (long seq = Math.max(stream.totalDelivered(), stream.released()) + 1; seq <= upTo; seq++) {
            if (OrderCode.isTotal(stream.order(seq))) {
                deliverUnlessOrphan(stream, seq);
            }
        }
        stream.totalDelivered(upTo);
    }

    /** A message whose sender had delivered something that is lost must not be delivered without it (VS-64). */
    private void deliverUnlessOrphan(SenderStream stream, long seq) {
        if (DataHeader.ordSeen(stream.buffer(seq), stream.offset(seq)) > hole) {
            counters.orphan();
            trace.mark(MessagingMark.ORPHAN_DROPPED);
        } else {
            transition.deliver(stream, seq);
        }
    }

    private void requirePrefix() {
        for (int rank = 0; rank < view.size(); rank++) {
            SenderStream stream = view.stream(rank);
            require(stream.received() >= cut[rank], "the cut is repaired");
            require(
                    stream.totalDelivered() <= cut[rank] && stream.fifoDelivered() <= cut[rank],
                    "nothing was delivered beyond the cut");
        }
        require(log.held() >= end.ordCut(), "the order is repaired");
        require(view.rangesDelivered() <= end.ordCut(), "nothing was delivered beyond the order");
        require(view.entriesDelivered() <= end.delivered(), "nothing was delivered that was not reported");
    }

    private void requireAllDelivered() {
        for (int rank = 0; rank < view.size(); rank++) {
            SenderStream stream = view.stream(rank);
            require(
                    stream.totalDelivered() >= cut[rank] && stream.fifoDelivered() >= cut[rank],
                    "all up to the cut is delivered");
        }
    }

    private void require(boolean condition, String what) {
        if (!condition) {
            trace.mark(MessagingMark.END_OF_VIEW_BROKEN);
            throw new IllegalStateException("at a change of the view it must hold that " + what);
        }
    }
}
