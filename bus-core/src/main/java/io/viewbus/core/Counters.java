/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.observe.Counter;
import io.viewbus.spi.observe.CounterBoard;

/** What messaging counts: what goes through, and what goes otherwise than in a quiet network. */
public final class Counters {

    private final CounterBoard board;

    Counters(CounterBoard board) {
        this.board = board;
    }

    void dropped() {
        board.increment(Counter.FRAMES_DROPPED);
    }

    void gap() {
        board.increment(Counter.FRAMES_AFTER_GAP);
    }

    void repairSent() {
        board.increment(Counter.FRAMES_REPAIRED);
    }

    void orphan() {
        board.increment(Counter.ORPHANS_DROPPED);
    }

    void published(int messages, int bytes) {
        board.add(Counter.MESSAGES_SENT, messages);
        board.add(Counter.BYTES_SENT, bytes);
    }

    void heldBack() {
        board.increment(Counter.PUBLISH_HELD_BACK);
    }

    void delivered(int messages, int bytes) {
        board.add(Counter.MESSAGES_DELIVERED, messages);
        board.add(Counter.BYTES_DELIVERED, bytes);
    }

    /**
     * Returns how many frames were malformed, of another sender than they said, or of an unknown one.
     *
     * @return the number
     */
    public long framesDropped() {
        return board.get(Counter.FRAMES_DROPPED);
    }

    /**
     * Returns how many frames came after a gap and were thrown away.
     *
     * @return the number
     */
    public long framesAfterGap() {
        return board.get(Counter.FRAMES_AFTER_GAP);
    }

    /**
     * Returns how many frames were sent again for somebody.
     *
     * @return the number
     */
    public long framesRepaired() {
        return board.get(Counter.FRAMES_REPAIRED);
    }

    /**
     * Returns how many messages were dropped at a change of the view because they may depend on one that is lost.
     *
     * @return the number
     */
    public long orphansDropped() {
        return board.get(Counter.ORPHANS_DROPPED);
    }
}
