/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

/** What went otherwise than in a quiet network; for people who look for the reason. */
public final class Counters {

    private long dropped;
    private long gaps;
    private long repairsSent;
    private long orphans;

    Counters() {}

    void dropped() {
        dropped++;
    }

    void gap() {
        gaps++;
    }

    void repairSent() {
        repairsSent++;
    }

    void orphan() {
        orphans++;
    }

    /**
     * Returns how many frames were malformed, of another sender than they said, or of an unknown one.
     *
     * @return the number
     */
    public long framesDropped() {
        return dropped;
    }

    /**
     * Returns how many frames came after a gap and were thrown away.
     *
     * @return the number
     */
    public long framesAfterGap() {
        return gaps;
    }

    /**
     * Returns how many frames were sent again for somebody.
     *
     * @return the number
     */
    public long framesRepaired() {
        return repairsSent;
    }

    /**
     * Returns how many messages were dropped at a change of the view because they may depend on one that is lost.
     *
     * @return the number
     */
    public long orphansDropped() {
        return orphans;
    }
}
