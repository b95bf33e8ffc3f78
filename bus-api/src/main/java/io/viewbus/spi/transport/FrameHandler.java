/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.spi.transport;

import org.agrona.DirectBuffer;

/** Receives whole frames of a stream. Called only from {@link TransportSession#poll}, on the polling thread. */
@FunctionalInterface
public interface FrameHandler {

    /**
     * Takes a frame.
     *
     * <p>The buffer is valid only during the call: the handler copies what it keeps. See {@link #onLent}.
     *
     * @param link the sender's link, as {@link DataStream#link()} at its end; for control frames an opaque number
     * @param buffer holds the frame
     * @param offset where the frame starts
     * @param length its length in bytes
     * @return true if taken; false leaves the frame and all later ones of the same link for a later poll. Control frames
     *     MUST be taken
     */
    boolean onFrame(long link, DirectBuffer buffer, int offset, int length);

    /**
     * Takes a data frame that stays where it is, unchanged, until it is recalled: so the handler need not copy what it keeps. Without an
     * implementation of its own this is {@link #onFrame}.
     *
     * @param link as above
     * @param buffer holds the frame, until {@link #onRecall} says otherwise
     * @param offset where the frame starts
     * @param length its length in bytes
     * @param position where the frame starts in what comes on the link: each starts behind the one before, whatever link it came on before
     *     a break
     * @return as above; a frame that is not taken is not lent
     */
    default boolean onLent(long link, DirectBuffer buffer, int offset, int length, long position) {
        return onFrame(link, buffer, offset, length);
    }

    /**
     * Takes back what was lent of a link: the handler copies now what it still needs of frames that start before a position. Called from
     * {@link TransportSession#poll}, and from {@link DataStream#disconnect}.
     *
     * @param link the link
     * @param position frames that start before it are recalled; {@link Long#MAX_VALUE} for all
     */
    default void onRecall(long link, long position) {}
}
