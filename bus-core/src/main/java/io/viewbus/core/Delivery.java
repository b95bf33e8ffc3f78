/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.core.Coverage.Level;
import io.viewbus.core.wire.OrderCode;
import io.viewbus.spi.membership.QuorumPolicy;

/**
 * Delivers in a running view: FIFO messages as they come (VS-54), the others as the order says (VS-56), QUORUM and SAFE messages
 * only when they are covered (VS-100).
 */
final class Delivery {

    /** So that acknowledgements and the rest of the duty cycle do not wait for long. */
    private static final int PER_CYCLE = 4096;

    private final ViewState view;
    private final OrderExchange order;
    private final Dispatcher dispatcher;
    private final Coverage quorum;
    private final Coverage safe;
    private int budget;
    private boolean waitsForCover;

    Delivery(ViewState view, OrderExchange order, Dispatcher dispatcher, QuorumPolicy policy) {
        this.view = view;
        this.order = order;
        this.dispatcher = dispatcher;
        quorum = new Coverage(view, order, new QuorumLevel(policy, view));
        safe = new Coverage(view, order, Level.ALL);
    }

    int deliver() {
        waitsForCover = false;
        if (!view.mayDeliver()) {
            return 0;
        }
        budget = PER_CYCLE;
        quorum.startCycle();
        safe.startCycle();
        deliverTotal();
        for (int rank = 0; rank < view.size(); rank++) {
            SenderStream stream = view.stream(rank);
            budget -= deliverFifo(stream, stream.received(), budget, true);
        }
        return PER_CYCLE - budget;
    }

    /** Whether the next entry of the order is here and waits only for acknowledgements: then the others may wait for ours. */
    boolean waitsForCover() {
        return waitsForCover;
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
            boolean total = OrderCode.isTotal(stream.order(seq));
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
            int rank = log.rank(range);
            SenderStream stream = view.stream(rank);
            deliverRange(range, rank, stream, Math.min(log.upTo(range), stream.received()));
            if (stream.totalDelivered() < log.upTo(range)) {
                return;
            }
            quorum.passed(rank, log.upTo(range));
            safe.passed(rank, log.upTo(range));
            view.nextRange();
        }
    }

    /** Delivers the messages of a range, as far as they are here and may go. */
    private void deliverRange(long range, int rank, SenderStream stream, long last) {
        long seq = Math.max(stream.totalDelivered(), stream.released());
        while (seq < last && budget > 0) {
            seq++;
            int level = stream.order(seq);
            if (OrderCode.needsCover(level) && !isCovered(level, range, rank, seq)) {
                waitsForCover = true;
                return;
            }
            if (OrderCode.isTotal(level)) {
                dispatcher.deliverTotal(stream, seq, false);
            }
            budget--;
            stream.totalDelivered(seq);
        }
    }

    private boolean isCovered(int level, long range, int rank, long seq) {
        return (level == OrderCode.SAFE ? safe : quorum).covers(range, rank, seq);
    }
}
