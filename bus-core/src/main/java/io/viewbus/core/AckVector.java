/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import java.util.Arrays;

/** What one member said that it holds: of each stream by rank, and of the order. Positions only grow within a view. */
final class AckVector {

    private long counter = -1;
    private int tag;
    private long rangesHeld;
    private long[] received = {};

    /** Starts a new view, or the first one. */
    void start(long viewCounter, int viewTag, int size) {
        counter = viewCounter;
        tag = viewTag;
        rangesHeld = 0;
        if (received.length != size) {
            received = new long[size];
        } else {
            Arrays.fill(received, 0);
        }
    }

    boolean isOf(long viewCounter, int viewTag, int size) {
        return counter == viewCounter && tag == viewTag && received.length == size;
    }

    long counter() {
        return counter;
    }

    long rangesHeld() {
        return rangesHeld;
    }

    /** Tells whether that is news. */
    boolean rangesHeld(long range) {
        boolean news = range > rangesHeld;
        rangesHeld = Math.max(rangesHeld, range);
        return news;
    }

    long received(int rank) {
        return received[rank];
    }

    /** Tells whether that is news. */
    boolean received(int rank, long seq) {
        boolean news = seq > received[rank];
        received[rank] = Math.max(received[rank], seq);
        return news;
    }
}
