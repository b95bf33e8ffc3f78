/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Where the frames of one stream are kept until nobody can need them any more. Frames have consecutive numbers; correctness
 * does not depend on how they are kept.
 */
interface Retention extends AutoCloseable {

    /** Forgets everything; the next frame is the one after {@code seq}. */
    void reset(long seq);

    /**
     * Makes room for the next frame.
     *
     * @param order the code of its order, which is asked for often, and when its bytes have left the cache
     * @param limit how many bytes may be in use afterwards; an empty retention takes any frame
     * @return where to write the frame in {@link #buffer()}, unless it is {@link #lent}, or -1 if there is no room
     */
    int claim(int length, int order, int limit);

    /** The number of the last frame. */
    long last();

    /** The number before the first frame. */
    long released();

    /** Forgets frames up to a number that is not above the last one. */
    void releaseTo(long seq);

    /** Bytes in use. */
    int used();

    /** Where claimed frames are written. */
    MutableDirectBuffer buffer();

    /**
     * Says that the last frame was lent and need not be written: it stays elsewhere until {@link #recall}. Room for it was claimed.
     *
     * @param buffer holds it
     * @param offset where it starts
     * @param position where it starts in the stream of who lends; later frames have later ones
     */
    void lent(DirectBuffer buffer, int offset, long position);

    /** Copies the lent frames that start before a position. */
    void recall(long position);

    /** What holds a kept frame. */
    DirectBuffer buffer(long seq);

    /** Where a kept frame starts in {@link #buffer(long)}. */
    int offset(long seq);

    /** The length of a kept frame. */
    int length(long seq);

    /** The code of a kept frame's order. */
    int order(long seq);

    @Override
    void close();
}
