/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

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
     * @return where to write the frame in {@link #buffer()}, or -1 if there is no room
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

    MutableDirectBuffer buffer();

    /** Where a kept frame starts in {@link #buffer()}. */
    int offset(long seq);

    /** The length of a kept frame. */
    int length(long seq);

    /** The code of a kept frame's order. */
    int order(long seq);

    @Override
    void close();
}
