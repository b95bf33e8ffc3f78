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
    private long[] unheard = {};

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
        unheard = new long[members];
        Arrays.fill(advancedNs, nowNs);
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
        for (int of = 0; of < size; of++) {
            int cell = by * size + of;
            if (heard[of] > number[cell]) {
                number[cell] = heard[of];
                advancedNs[cell] = nowNs;
            }
        }
        // The links of a member that went deaf do not pass the limit at once: they are judged together.
        long broken = silentFor(by, brokenNs, nowNs);
        unheard[by] = broken == 0 ? 0 : silentFor(by, brokenNs - graceNs, nowNs);
    }

    private long silentFor(int by, long limitNs, long nowNs) {
        long silent = 0;
        for (int of = 0; of < size; of++) {
            silent |= of != by && nowNs - advancedNs[by * size + of] > limitNs ? 1L << of : 0;
        }
        return silent;
    }

    /**
     * Returns whom a member does not hear. What was not said yet is taken for good.
     *
     * @param by its rank
     * @return as bits by rank, those of whom it said nothing new for too long while it went on to speak of others
     */
    public long unheardBy(int by) {
        return unheard[by];
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
