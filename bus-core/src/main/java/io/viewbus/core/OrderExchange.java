/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.core.wire.OrderCode;
import io.viewbus.spi.trace.Trace;
import io.viewbus.spi.transport.SendResult;
import io.viewbus.view.Incarnation;
import org.jspecify.annotations.Nullable;

/**
 * The total order of the installed view: the sequencer (rank 0) appends ranges of what it received and sends them; the
 * others keep them without a gap and ask for what they lack.
 */
final class OrderExchange {

    /** How many ranges the sequencer may be ahead of the slowest member; logs keep four times as many. */
    static final int WINDOW = 4096;

    /** So that one busy sender does not hold back the others for long. */
    private static final int ENTRIES_PER_RANGE = 64;

    private static final int ANSWERS = 4;

    private final MessagingConfig config;
    private final ViewState view;
    private final ControlOutput out;
    private final Receiver receiver;
    private final Trace trace;
    private final RepairTimer timer = new RepairTimer();
    private OrderLog log = new OrderLog(4 * WINDOW);
    private OrderLog priorLog = new OrderLog(4 * WINDOW);
    private long[] ordered = {};
    private long sent;
    private long known;
    private long ownOrdered;
    private long priorCounter;
    private int priorTag;

    OrderExchange(MessagingConfig config, ViewState view, ControlOutput out, Receiver receiver, Trace trace) {
        this.config = config;
        this.view = view;
        this.out = out;
        this.receiver = receiver;
        this.trace = trace;
    }

    OrderLog log() {
        return log;
    }

    /** Starts the order of a new view. The prior one stays for members that are late. Called before the view changes. */
    void endView() {
        OrderLog old = priorLog;
        priorLog = log;
        priorCounter = view.counter();
        priorTag = view.tag();
        log = old;
        log.reset();
        sent = 0;
        known = 0;
    }

    /** Called after the view changed. */
    void startView() {
        ordered = new long[view.size()];
        for (int rank = 0; rank < view.size(); rank++) {
            ordered[rank] = view.stream(rank).start();
        }
    }

    /** The last message of this member that has its place in the order of the view, or in that of an earlier one. */
    long ownOrdered() {
        return ownOrdered;
    }

    /** As sequencer: gives a place to what was received, and sends it. Never waits for more. */
    int sequence() {
        if (!view.isSequencer()) {
            return 0;
        }
        int count = 0;
        boolean more = true;
        while (more) {
            more = false;
            for (int rank = 0; rank < view.size(); rank++) {
                boolean appended = appendRange(rank);
                more |= appended;
                count += appended ? 1 : 0;
            }
        }
        return count + sendNew();
    }

    /** Takes ranges of the installed view, whoever sends them. */
    void onRange(long range, int rank, long upToSeq) {
        known = Math.max(known, range);
        if (range != log.held() + 1 || rank >= view.size()) {
            notNext(range);
            return;
        }
        int limit = view.isMember() ? 2 * WINDOW : log.capacity();
        if (log.append(rank, upToSeq, limit)) {
            trace.ordered(range, rank, upToSeq);
            appended(rank, upToSeq);
        } else {
            trace.mark(MessagingMark.RANGE_WITHOUT_ROOM);
        }
    }

    private void notNext(long range) {
        if (range <= log.held()) {
            trace.mark(MessagingMark.RANGE_DUPLICATE);
        } else {
            trace.mark(range > log.held() + 1 ? MessagingMark.RANGE_AFTER_A_GAP : MessagingMark.RANGE_OF_NOBODY);
        }
    }

    /** Takes notice that somebody holds the ranges up to this one. */
    void learn(long range) {
        known = Math.max(known, range);
    }

    /** Asks the sequencer of a running view for ranges that were missing for a while. */
    int repair(long nowNs, HolderChoice sequencer) {
        return repair(0, config.repairNs(), nowNs, sequencer);
    }

    /** Asks those who hold what the view ends with. */
    int repairToEnd(long cut, long nowNs, HolderChoice holders) {
        return repair(cut, config.repairInChangeNs(), nowNs, holders);
    }

    private int repair(long wanted, long patienceNs, long nowNs, HolderChoice holders) {
        long target = Math.max(known, wanted);
        if (!timer.isDue(log.held(), target, patienceNs, nowNs)) {
            return 0;
        }
        Incarnation holder = holders.choose(timer.attempts());
        trace.mark(holder == null ? MessagingMark.ORDER_NOBODY_TO_ASK : MessagingMark.ORDER_ASKED);
        if (holder != null) {
            out.sendOrderRequest(view, holder, log.held() + 1);
        }
        return 1;
    }

    /** Others are asked from now on. */
    void restartRepair() {
        timer.restart();
    }

    /** Answers somebody who lacks ranges of this view or of the prior one. */
    void onRequest(long counter, int tag, long fromRange) {
        if (view.isCurrent(counter, tag)) {
            answer(counter, tag, log, fromRange);
        } else if (counter == priorCounter && tag == priorTag) {
            trace.mark(MessagingMark.ORDER_REQUEST_OF_PRIOR_VIEW);
            answer(counter, tag, priorLog, fromRange);
        } else {
            trace.mark(MessagingMark.ORDER_REQUEST_OF_OTHER_VIEW);
        }
    }

    private void answer(long counter, int tag, OrderLog from, long fromRange) {
        long first = Math.max(fromRange, from.released() + 1);
        for (int i = 0; i < ANSWERS && first <= from.held(); i++) {
            long last = Math.min(from.held(), first + ControlOutput.MAX_RANGES - 1);
            out.sendOrder(counter, tag, from, first, last);
            first = last + 1;
        }
    }

    private boolean appendRange(int rank) {
        SenderStream stream = view.stream(rank);
        if (stream.lastTotal() <= ordered[rank]) {
            return false;
        }
        long upTo = lastOfRange(stream, ordered[rank]);
        if (!log.append(rank, upTo, WINDOW)) {
            trace.mark(MessagingMark.ORDER_WINDOW_FULL);
            return false;
        }
        trace.ordered(log.held(), rank, upTo);
        appended(rank, upTo);
        ordered[rank] = upTo;
        return true;
    }

    private void appended(int rank, long upToSeq) {
        receiver.ordered(view.stream(rank));
        if (rank == view.selfRank()) {
            ownOrdered = upToSeq;
        }
    }

    /** A range ends with a TOTAL message: then a range beyond the cut always lacks one, as the hole rule assumes. */
    private static long lastOfRange(SenderStream stream, long after) {
        int entries = 0;
        long seq = Math.max(after, stream.released());
        while (entries < ENTRIES_PER_RANGE && seq < stream.lastTotal()) {
            seq++;
            if (OrderCode.isTotal(stream.order(seq))) {
                entries++;
            }
        }
        return seq;
    }

    private int sendNew() {
        int count = 0;
        sent = Math.max(sent, log.released());
        while (sent < log.held()) {
            long last = Math.min(log.held(), sent + ControlOutput.MAX_RANGES);
            if (out.sendOrder(view.counter(), view.tag(), log, sent + 1, last) != SendResult.ACCEPTED) {
                trace.mark(MessagingMark.ORDER_NOT_TAKEN);
                break;
            }
            sent = last;
            count++;
        }
        return count;
    }

    /** Whom to ask. */
    @FunctionalInterface
    interface HolderChoice {
        /** Chooses another one with each attempt; null if there is nobody. */
        @Nullable
        Incarnation choose(int attempt);
    }
}
