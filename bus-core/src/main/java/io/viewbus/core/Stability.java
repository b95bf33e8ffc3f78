/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.core.wire.sbe.AckDecoder;
import io.viewbus.spi.trace.Trace;
import io.viewbus.view.Incarnation;

/**
 * Who holds what. A message is stable when every member of the view said that it has it (VS-51); then, once delivered,
 * it is forgotten (VS-52). Two positions are kept apart: {@code stable} is a proof and is reported at a change (VS-59),
 * the base of the send window (VS-53) is not.
 */
final class Stability {

    private final ViewState view;
    private final Receiver receiver;
    private final OrderExchange order;
    private final OwnStream ownStream;
    private final PendingMessages pending;
    private final Trace trace;
    private final SenderStream own;
    private boolean[] heard = {};
    private boolean[] survivors = {};
    private boolean dirty;
    private boolean news;

    Stability(
            ViewState view,
            Receiver receiver,
            OrderExchange order,
            OwnStream ownStream,
            SenderStream own,
            PendingMessages pending,
            Trace trace) {
        this.view = view;
        this.receiver = receiver;
        this.order = order;
        this.ownStream = ownStream;
        this.own = own;
        this.pending = pending;
        this.trace = trace;
    }

    /** Starts a new view; {@code fromPrior} tells for each rank whether that member comes from the prior one too. */
    void startView(boolean[] fromPrior) {
        heard = new boolean[view.size()];
        survivors = fromPrior;
        heard[view.selfRank()] = true;
        own.prove();
        for (int rank = 0; rank < view.size(); rank++) {
            AckVector acks = view.stream(rank).acks();
            if (acks.isOf(view.counter(), view.tag(), view.size())) {
                trace.mark(MessagingMark.HEARD_BEFORE_INSTALL);
                heard[rank] = true;
                view.stream(rank).prove();
                learnFrom(acks);
            } else {
                acks.start(view.counter(), view.tag(), view.size());
            }
        }
        ownStream.acknowledged(own.start());
        dirty = true;
    }

    /** Something was delivered here, so that more may be forgotten. */
    void onDelivered() {
        dirty = true;
    }

    /**
     * Takes an acknowledgement: of the installed view at once, of a later one when that is installed. A wedged member uses
     * none, so that what it reported stays true.
     */
    void onAck(SenderStream from, AckDecoder ack) {
        long counter = ack.view().counter();
        int tag = ack.view().tag();
        long rangesHeld = ack.rangesHeld();
        AckDecoder.StreamsDecoder streams = ack.streams();
        boolean current = view.isCurrent(counter, tag);
        if (current
                ? !isUsable(from, streams.count())
                : counter <= view.counter() || counter < from.acks().counter()) {
            trace.mark(current ? MessagingMark.ACK_NOT_USED : MessagingMark.ACK_OF_EARLIER_VIEW);
            return;
        }
        AckVector acks = from.acks();
        if (!acks.isOf(counter, tag, streams.count())) {
            acks.start(counter, tag, streams.count());
        }
        boolean changed = acks.rangesHeld(rangesHeld);
        for (int rank = 0; streams.hasNext(); rank++) {
            changed |= acks.received(rank, streams.next().received());
        }
        if (current) {
            hear(from, acks, changed);
        } else {
            trace.mark(MessagingMark.ACK_OF_LATER_VIEW);
        }
    }

    /** Draws the conclusions from what is new: stability, release, room in the window. */
    int update() {
        dirty |= receiver.takeProgress();
        if (!dirty || !view.isMember() || isSomebodyAhead()) {
            return 0;
        }
        dirty = false;
        for (int rank = 0; rank < view.size(); rank++) {
            SenderStream stream = view.stream(rank);
            long everywhere = leastReceived(rank);
            if (stream == own) {
                ownStream.acknowledged(Math.max(own.start(), everywhere));
            }
            advance(stream, allSurvivorsHeard() ? Math.max(everywhere, stream.start()) : everywhere);
        }
        order.log().releaseTo(leastRanges());
        return 1;
    }

    /** Moves the stable position of a stream, with all that follows. */
    void advance(SenderStream stream, long seq) {
        Incarnation sender = stream.member().incarnation();
        if (stream.stable(seq)) {
            trace.stable(sender, stream.stable());
            if (stream == own) {
                // What is stable is acknowledged, also where a proposal says so; the window must know before it is
                // forgotten.
                ownStream.acknowledged(Math.min(stream.stable(), stream.held()));
                pending.stable(stream.stable());
            }
        }
        release(stream);
    }

    /** Forgets what is delivered and stable. */
    void release(SenderStream stream) {
        if (stream.release()) {
            trace.released(stream.member().incarnation(), stream.released(), stream.kept());
        }
    }

    /** Whether every member that came from the prior view was heard in this one: then nobody needs the old bytes. */
    boolean allSurvivorsHeard() {
        for (int rank = 0; rank < heard.length; rank++) {
            if (survivors[rank] && !heard[rank]) {
                return false;
            }
        }
        return true;
    }

    /** Whether everything that was received here is known to be everywhere. */
    boolean isEverythingStable() {
        for (int rank = 0; rank < view.size(); rank++) {
            SenderStream stream = view.stream(rank);
            if (!heard[rank] || stream.stable() < stream.received()) {
                return false;
            }
        }
        return order.log().released() == order.log().held();
    }

    /** Whether others made progress since the last call. */
    boolean takeNews() {
        boolean result = news;
        news = false;
        return result;
    }

    private boolean isUsable(SenderStream from, int size) {
        return view.isMember() && from.isInView() && from != own && size == view.size();
    }

    private void hear(SenderStream from, AckVector acks, boolean changed) {
        int rank = view.rankOf(
                from.member().incarnation().high(), from.member().incarnation().low());
        if (!heard[rank]) {
            from.prove();
            receiver.receive(from);
        }
        if (changed || !heard[rank]) {
            heard[rank] = true;
            dirty = true;
            news = true;
            learnFrom(acks);
        }
    }

    /** What somebody has exists: if it does not come by itself, it must be asked for. */
    private void learnFrom(AckVector acks) {
        for (int rank = 0; rank < view.size(); rank++) {
            view.stream(rank).learn(acks.received(rank));
        }
        order.learn(acks.rangesHeld());
    }

    /** Whether somebody acknowledges in a later view already: this one ends, and what it said here is not kept. */
    private boolean isSomebodyAhead() {
        for (int rank = 0; rank < view.size(); rank++) {
            boolean inThisView = view.stream(rank).acks().isOf(view.counter(), view.tag(), view.size());
            if (rank != view.selfRank() && !inThisView) {
                trace.mark(MessagingMark.SOMEBODY_AHEAD);
                return true;
            }
        }
        return false;
    }

    private long leastReceived(int rank) {
        long least = view.stream(rank).received();
        for (int other = 0; other < view.size(); other++) {
            if (other != view.selfRank()) {
                least = Math.min(least, view.stream(other).acks().received(rank));
            }
        }
        return least;
    }

    private long leastRanges() {
        long least = order.log().held();
        for (int other = 0; other < view.size(); other++) {
            if (other != view.selfRank()) {
                least = Math.min(least, view.stream(other).acks().rangesHeld());
            }
        }
        return Math.min(least, view.rangesDelivered());
    }
}
