/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/** The fragments of one link's current frame, as far as they arrived. */
final class PartialFrame {

    private static final int INITIAL_CAPACITY = 4096;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(INITIAL_CAPACITY);
    private int length;
    private long nextPosition;

    /** Takes the first fragment. */
    void begin(DirectBuffer source, int offset, int fragmentLength, long nextPosition) {
        length = 0;
        append(source, offset, fragmentLength, nextPosition);
    }

    /** Takes a further fragment. */
    void append(DirectBuffer source, int offset, int fragmentLength, long nextPosition) {
        buffer.putBytes(length, source, offset, fragmentLength);
        length += fragmentLength;
        this.nextPosition = nextPosition;
    }

    /** Tells whether a fragment that starts at this position of the stream is the one that is missing. */
    boolean isContinuedAt(long position) {
        return length > 0 && position == nextPosition;
    }

    /** Gives the last fragment back: it will come again. */
    void giveBack(int fragmentLength, long position) {
        length -= fragmentLength;
        nextPosition = position;
    }

    void clear() {
        length = 0;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    int length() {
        return length;
    }
}
