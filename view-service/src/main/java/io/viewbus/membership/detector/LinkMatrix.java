/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.detector;

import java.util.Arrays;

/**
 * Who hears whom in a view, as the members say in their heartbeats: each repeats the numbers of the heartbeats that it heard
 * last. So both ends of a link that works in one direction only learn of it, and whether a member is dead or only out of
 * somebody's reach can be told apart (VS-78).
 */
public final class LinkMatrix {

    private final long brokenNs;
    private final long graceNs;
    private int size;
    private long[] number = {};
    private long[] advancedNs = {};
    private long[] heardNs = {};

    /**
     * Makes an empty matrix.
     *
     * @param brokenNs after how long without progress a link counts as broken
     * @param graceNs by how much sooner, once another link of the same member does
     */
    public LinkMatrix(long brokenNs, long graceNs) {
        this.brokenNs = brokenNs;
        this.graceNs = graceNs;
    }

    /**
     * Starts a view, in which all links are good.
     *
     * @param members how many members it has
     * @param nowNs the time
     */
    public void start(int members, long nowNs) {
        size = members;
        number = new long[members * members];
        advancedNs = new long[members * members];
        heardNs = new long[members];
        Arrays.fill(advancedNs, nowNs);
        Arrays.fill(heardNs, nowNs);
    }

    /**
     * Takes what a member says of the others.
     *
     * @param by its rank
     * @param heard for each member by rank the latest heartbeat that it heard
     * @param nowNs the time
     */
    public void onHeartbeat(int by, long[] heard, long nowNs) {
        if (heard.length != size) {
            return;
        }
        heardNs[by] = nowNs;
        for (int of = 0; of < size; of++) {
            int cell = by * size + of;
            if (heard[of] > number[cell]) {
                number[cell] = heard[of];
                advancedNs[cell] = nowNs;
            }
        }
    }

    /**
     * Tells whether a member hears another one. What was not said yet is taken for good.
     *
     * @param by the rank of the one
     * @param of the rank of the other
     * @return false if it went on to say that it hears others, and not this one, for too long
     */
    public boolean hears(int by, int of) {
        long limitNs = hasBrokenLink(by) ? brokenNs - graceNs : brokenNs;
        return heardNs[by] - advancedNs[by * size + of] <= limitNs;
    }

    /** The links of a member that went deaf do not pass the limit at once: they are judged together. */
    private boolean hasBrokenLink(int by) {
        for (int of = 0; of < size; of++) {
            if (of != by && heardNs[by] - advancedNs[by * size + of] > brokenNs) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the number of the latest heartbeat of one member that another one heard.
     *
     * @param by the rank of who heard it
     * @param of the rank of who sent it
     * @return the number, 0 if none
     */
    public long latest(int by, int of) {
        return number[by * size + of];
    }

    /**
     * Returns when a member last said that it had heard a new heartbeat of another.
     *
     * @param by the rank of who heard it
     * @param of the rank of who sent it
     * @return the time
     */
    public long advancedNs(int by, int of) {
        return advancedNs[by * size + of];
    }
}
