/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.core.wire.DataHeader;

/**
 * Ends a view: delivers what is left of it up to the cut, in an order that follows from the cut and the order log
 * alone, so that all members that go on together deliver the same (VS-63, VS-64).
 */
final class FinalDelivery {

    private final ViewState view;
    private final OrderExchange order;
    private final Delivery delivery;
    private final Dispatcher dispatcher;
    private final Counters counters;
    private long hole;

    FinalDelivery(ViewState view, OrderExchange order, Delivery delivery, Dispatcher dispatcher, Counters counters) {
        this.view = view;
        this.order = order;
        this.delivery = delivery;
        this.dispatcher = dispatcher;
        this.counters = counters;
    }

    /** Delivers the rest of the installed view; everything up to the cut is held. */
    void deliver(long[] cut, long ordCut) {
        requirePrefix(cut, ordCut);
        deliverFifo(cut, true);
        hole = Long.MAX_VALUE;
        deliverOrdered(cut, ordCut);
        hole = Math.min(hole, view.entriesDelivered());
        deliverRemainder(cut);
        // Those that waited for a join of this member: every entry that their senders saw is delivered by now.
        deliverFifo(cut, false);
        requireAllDelivered(cut);
    }

    private void deliverFifo(long[] cut, boolean mayWait) {
        for (int rank = 0; rank < view.size(); rank++) {
            delivery.deliverFifo(view.stream(rank), cut[rank], Integer.MAX_VALUE, mayWait);
        }
    }

    private void deliverOrdered(long[] cut, long ordCut) {
        OrderLog log = order.log();
        for (long range = view.rangesDelivered() + 1; range <= ordCut; range++) {
            int rank = log.rank(range);
            deliverTotal(view.stream(rank), Math.min(log.upTo(range), cut[rank]));
            if (log.upTo(range) > cut[rank]) {
                // Its last message is lost with its sender: whoever saw it before sending is not in the next view.
                hole = Math.min(hole, view.entriesDelivered());
            }
            view.nextRange();
        }
    }

    /** What no range covers follows by rank and number; nobody can have delivered any of it. */
    private void deliverRemainder(long[] cut) {
        for (int rank = 0; rank < view.size(); rank++) {
            deliverTotal(view.stream(rank), cut[rank]);
        }
    }

    private void deliverTotal(SenderStream stream, long upTo) {
        for (long seq = Math.max(stream.totalDelivered(), stream.released()) + 1; seq <= upTo; seq++) {
            if (DataHeader.isTotal(stream.buffer(), stream.offset(seq))) {
                deliverUnlessOrphan(stream, seq);
            }
        }
        stream.totalDelivered(upTo);
    }

    /** A message whose sender had delivered something that is lost must not be delivered without it (VS-64). */
    private void deliverUnlessOrphan(SenderStream stream, long seq) {
        if (DataHeader.ordSeen(stream.buffer(), stream.offset(seq)) > hole) {
            counters.orphan();
        } else {
            dispatcher.deliverTotal(stream, seq);
        }
    }

    private void requirePrefix(long[] cut, long ordCut) {
        for (int rank = 0; rank < view.size(); rank++) {
            SenderStream stream = view.stream(rank);
            require(stream.received() >= cut[rank], "the cut is repaired");
            require(
                    stream.totalDelivered() <= cut[rank] && stream.fifoDelivered() <= cut[rank],
                    "nothing was delivered beyond the cut");
        }
        require(order.log().held() >= ordCut, "the order is repaired");
        require(view.rangesDelivered() <= ordCut, "nothing was delivered beyond the order");
    }

    private void requireAllDelivered(long[] cut) {
        for (int rank = 0; rank < view.size(); rank++) {
            SenderStream stream = view.stream(rank);
            require(
                    stream.totalDelivered() >= cut[rank] && stream.fifoDelivered() >= cut[rank],
                    "all up to the cut is delivered");
        }
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException("at a change of the view it must hold that " + what);
        }
    }
}
