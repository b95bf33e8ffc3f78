/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.core.wire.DataHeader;
import io.viewbus.core.wire.OrderCode;
import io.viewbus.view.Member;
import java.util.List;

/**
 * The transitional signal of a view that ends (VS-102): between what may be delivered with the full guarantee of its level and
 * what may not. Whatever any member that answered had delivered was covered, and so was everything before it. Of the rest
 * nobody who goes on has delivered anything. A QUORUM message among it needs no signal: the decision on the next view took a
 * quorum that holds everything up to the cut; where every part goes on it needs one, too. A SAFE one does: members that are out may never get it.
 */
final class Transition {

    private final ViewState view;
    private final Dispatcher dispatcher;
    private final long covered;
    private final List<Member> companions;
    private final boolean oneChain;

    /**
     * Prepares the end of a view.
     *
     * @param covered how many entries of the order somebody delivered before the change
     * @param companions who goes on to the next view from this one
     * @param oneChain whether only a part with a quorum goes on, which then holds what a quorum must hold
     */
    Transition(ViewState view, Dispatcher dispatcher, long covered, List<Member> companions, boolean oneChain) {
        this.view = view;
        this.dispatcher = dispatcher;
        this.covered = covered;
        this.companions = companions;
        this.oneChain = oneChain;
    }

    /** Delivers the next entry of the order; the first of a group that has less than the guarantee of its level is announced. */
    void deliver(SenderStream stream, long seq) {
        int level = stream.order(seq);
        boolean uniform = level == OrderCode.SAFE || (level == OrderCode.QUORUM && !oneChain);
        boolean reduced = uniform && view.entriesDelivered() >= covered;
        if (reduced) {
            dispatcher.announceEnd(DataHeader.topicId(stream.buffer(seq), stream.offset(seq)), companions);
        }
        dispatcher.deliverTotal(stream, seq, reduced);
    }
}
