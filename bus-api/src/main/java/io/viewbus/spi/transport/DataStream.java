/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.spi.transport;

import org.agrona.DirectBuffer;

/** The data streams of one member: its own, which all connected members hear, and its links to those of others. */
public interface DataStream {

    /**
     * Returns the number by which others connect to this member's stream. Unique on the address as far as random numbers
     * of the transport's width are.
     *
     * @return the link
     */
    long link();

    /**
     * Starts to listen to another member's stream. Idempotent.
     *
     * @param link what that member's {@link #link()} says
     */
    void connect(long link);

    /**
     * Stops listening; frames not yet handed over are dropped. Idempotent.
     *
     * @param link the link
     */
    void disconnect(long link);

    /**
     * Tells whether frames sent from now on by that member will be heard.
     *
     * @param link the link
     * @return true while the link is up
     */
    boolean isConnected(long link);

    /**
     * Offers a frame to this member's data stream.
     *
     * @param buffer holds the frame; may be reused at once
     * @param offset where the frame starts
     * @param length 1 to {@link #maxLength()} bytes
     * @return what became of it
     */
    SendResult send(DirectBuffer buffer, int offset, int length);

    /**
     * Returns the limit of a data frame.
     *
     * @return bytes, at least 262,144 + 1,024
     */
    int maxLength();

    /**
     * Returns how long a frame may be to travel in one piece. Longer ones are allowed and cost more.
     *
     * @return bytes, positive
     */
    int datagramLength();

    /**
     * Tells how much of this member's stream may be under way to its slowest receiver before receivers lose some of it. Senders keep
     * within it: whoever outruns a receiver repairs instead of sending.
     *
     * @return bytes of frames, positive; {@link Integer#MAX_VALUE} if nothing is known to be lost by that
     */
    int window();
}
