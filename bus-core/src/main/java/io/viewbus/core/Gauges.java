/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.observe.Counter;
import io.viewbus.observe.Traffic;
import io.viewbus.spi.observe.CounterBoard;
import io.viewbus.view.Member;
import java.util.Arrays;

/**
 * Measures what is not counted where it happens: how full things are, from time to time, and the way of one own message at a time.
 * Reads the other parts and changes nothing.
 */
final class Gauges {

    private static final long PERIOD_NS = 50_000_000;
    private static final long NONE = -1;

    private final CounterBoard board;
    private final ViewState view;
    private final Streams streams;
    private final OwnStream ownStream;
    private final TopicTable topics;
    private long measuredNs;
    private long lastNs;
    private int viewTag;

    // The message that is timed, by its number, and what became of it.
    private long probe = NONE;
    private long probeNs = NONE;
    private boolean isDelivered;
    private boolean[] acknowledged = {};
    private long[] roundTripNs = {};

    Gauges(CounterBoard board, ViewState view, Streams streams, OwnStream ownStream, TopicTable topics) {
        this.board = board;
        this.view = view;
        this.streams = streams;
        this.ownStream = ownStream;
        this.topics = topics;
    }

    /** Starts the clock for what was published since the last turn, if nothing is timed yet. Before anything is delivered. */
    void beforeTurn(long nowNs) {
        lastNs = nowNs;
        if (view.tag() != viewTag) {
            startView();
        }
        if (probe == NONE && view.isMember() && ownStream.last() > ownStream.sent()) {
            probe = ownStream.last();
            probeNs = nowNs;
            isDelivered = false;
            Arrays.fill(acknowledged, false);
        }
    }

    /** Looks at what became of the timed message, and from time to time at everything else. */
    void afterTurn() {
        if (probe != NONE) {
            follow();
        }
        if (lastNs - measuredNs >= PERIOD_NS) {
            measuredNs = lastNs;
            board.set(Counter.MESSAGES_RETAINED, streams.retained());
            board.set(Counter.WINDOW_BYTES, ownStream.unackedBytes());
            board.set(Counter.TOPICS, topics.size());
        }
    }

    /** What was under way counts for nothing: a change of the view is measured by itself. */
    private void startView() {
        viewTag = view.tag();
        probe = NONE;
        acknowledged = new boolean[view.size()];
        roundTripNs = new long[view.size()];
    }

    private void follow() {
        SenderStream own = streams.own();
        if (!isDelivered && own.tally().last() >= probe) {
            isDelivered = true;
            board.add(Counter.DELIVERY_SUM_NS, lastNs - probeNs);
            board.increment(Counter.DELIVERY_SAMPLES);
        }
        for (int rank = 0; rank < view.size() && rank < acknowledged.length; rank++) {
            followAt(rank);
        }
        if (own.stable() >= probe) {
            board.add(Counter.STABLE_SUM_NS, lastNs - probeNs);
            board.increment(Counter.STABLE_SAMPLES);
            probe = NONE;
        }
    }

    private void followAt(int rank) {
        AckVector acks = view.stream(rank).acks();
        if (!acknowledged[rank]
                && rank != view.selfRank()
                && acks.isOf(view.counter(), view.tag(), view.size())
                && acks.received(view.selfRank()) >= probe) {
            acknowledged[rank] = true;
            roundTripNs[rank] = lastNs - probeNs;
        }
    }

    Traffic traffic(Member member) {
        int rank = view.hasView()
                ? view.rankOf(member.incarnation().high(), member.incarnation().low())
                : -1;
        if (rank < 0) {
            return Traffic.NONE;
        }
        SenderStream stream = view.stream(rank);
        return new Traffic(
                stream.tally().messages(),
                stream.tally().bytes(),
                rank == view.selfRank() ? 0 : lagOf(stream),
                rank < roundTripNs.length ? roundTripNs[rank] : 0);
    }

    /** What was received here and is not known to be there. */
    private long lagOf(SenderStream stream) {
        AckVector acks = stream.acks();
        if (!acks.isOf(view.counter(), view.tag(), view.size())) {
            return 0;
        }
        long lag = 0;
        for (int rank = 0; rank < view.size(); rank++) {
            lag += Math.max(0, view.stream(rank).received() - acks.received(rank));
        }
        return lag;
    }
}
