/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.spi.transport;

import io.viewbus.spi.observe.CounterBoard;
import org.agrona.DirectBuffer;

/**
 * The open transport of one member.
 *
 * <p><b>What a transport MUST do.</b> Frames of one link arrive whole, unchanged, at most once and in the order in which
 * they were sent. While sender and receiver live and the network carries anything between them, a lost frame is sent
 * again, unless the link broke in between. <b>What it may do.</b> Frames may be lost: before the receiver's link to the
 * sender is up, from the tail when a sender dies, and in a row when a link breaks and comes back. Links may be up in one
 * direction only. The protocol assumes nothing more. A member MUST NOT receive its own frames.
 *
 * <p><b>Threading.</b> All calls come from one thread, which is the only one that the transport may need to make progress:
 * {@link #poll} drives everything. No call may block.
 */
public interface TransportSession extends AutoCloseable {

    /**
     * Makes progress: sends, receives, and hands received frames to the handlers.
     *
     * @param control takes the control frames of every member on the address, of other clusters too
     * @return how much was done; 0 if nothing
     * @throws io.viewbus.view.ClusterException.Failed if the transport is broken for good: the member then fails stop
     */
    int poll(FrameHandler control);

    /**
     * Offers a frame to the control stream.
     *
     * @param buffer holds the frame; may be reused at once
     * @param offset where the frame starts
     * @param length 1 to {@link #maxControlLength()} bytes
     * @return what became of it
     */
    SendResult sendControl(DirectBuffer buffer, int offset, int length);

    /**
     * Returns the limit of a control frame.
     *
     * @return bytes, at least 65,536
     */
    int maxControlLength();

    /**
     * Opens this member's data stream. Called at most once, and never by a program that only watches membership.
     *
     * @param handler takes the data frames of the links that were connected
     * @return the open stream; closed with the session
     */
    DataStream openData(FrameHandler handler);

    /**
     * Starts to let others watch this process, and to watch them. Called at most once.
     *
     * @param handler takes what is found out, from {@link #poll}
     * @return what knows of processes; closed with the session. {@link Liveness#NONE} without support for it
     */
    default Liveness openLiveness(LivenessHandler handler) {
        return Liveness.NONE;
    }

    /**
     * Makes the counters of the member. Called at most once. A transport that keeps them in a file MUST
     * {@linkplain CounterBoard#freeze() freeze} the board before the file goes away.
     *
     * @return the board, all counters 0
     */
    default CounterBoard openCounters() {
        return CounterBoard.inMemory();
    }

    /** Releases everything, sending first what was accepted as far as that does not block. Idempotent. */
    @Override
    void close();
}
