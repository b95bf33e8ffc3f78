/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.core.wire.DataHeader;

/** Delivers in a running view: FIFO messages as they come (VS-54), TOTAL messages as the order says (VS-56). */
final class Delivery {

    /** So that acknowledgements and the rest of the duty cycle do not wait for long. */
    private static final int PER_CYCLE = 4096;

    private final ViewState view;
    private final OrderExchange order;
    private final Dispatcher dispatcher;
    private int budget;

    Delivery(ViewState view, OrderExchange order, Dispatcher dispatcher) {
        this.view = view;
        this.order = order;
        this.dispatcher = dispatcher;
    }

    int deliver() {
        if (!view.mayDeliver()) {
            return 0;
        }
        budget = PER_CYCLE;
        deliverTotal();
        for (int rank = 0; rank < view.size(); rank++) {
            SenderStream stream = view.stream(rank);
            budget -= deliverFifo(stream, stream.received(), budget, true);
        }
        return PER_CYCLE - budget;
    }

    /**
     * Delivers the FIFO messages of a stream up to a number, as far as they may go.
     *
     * @param mayWait whether a message may wait for the outcome of a join
     * @return how many messages it passed
     */
    int deliverFifo(SenderStream stream, long upTo, int limit, boolean mayWait) {
        int count = 0;
        while (stream.fifoDelivered() < upTo && count < limit) {
            long seq = stream.fifoDelivered() + 1;
            boolean total = DataHeader.isTotal(stream.buffer(), stream.offset(seq));
            if (!total && !dispatcher.deliverFifo(stream, seq, mayWait)) {
                break;
            }
            stream.fifoDelivered(seq);
            count++;
        }
        return count;
    }

    private void deliverTotal() {
        OrderLog log = order.log();
        while (budget > 0 && view.rangesDelivered() < log.held()) {
            long range = view.rangesDelivered() + 1;
            SenderStream stream = view.stream(log.rank(range));
            deliverRange(stream, log.upTo(range));
            if (stream.totalDelivered() < log.upTo(range)) {
                return;
            }
            view.nextRange();
        }
    }

    /** Delivers the messages of a range, as far as they are here. */
    private void deliverRange(SenderStream stream, long upTo) {
        long seq = Math.max(stream.totalDelivered(), stream.released());
        long last = Math.min(upTo, stream.received());
        while (seq < last && budget > 0) {
            seq++;
            if (DataHeader.isTotal(stream.buffer(), stream.offset(seq))) {
                dispatcher.deliverTotal(stream, seq);
            }
            budget--;
            stream.totalDelivered(seq);
        }
    }
}
