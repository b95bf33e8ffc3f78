/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.spi.transport;

import org.agrona.DirectBuffer;

/** Receives whole frames of a stream. Called only from {@link TransportSession#poll}, on the polling thread. */
@FunctionalInterface
public interface FrameHandler {

    /**
     * Takes a frame.
     *
     * <p>The buffer is valid only during the call: the handler copies what it keeps.
     *
     * @param link the sender's link, as {@link DataStream#link()} at its end; for control frames an opaque number
     * @param buffer holds the frame
     * @param offset where the frame starts
     * @param length its length in bytes
     * @return true if taken; false leaves the frame and all later ones of the same link for a later poll. Control frames
     *     MUST be taken
     */
    boolean onFrame(long link, DirectBuffer buffer, int offset, int length);
}
