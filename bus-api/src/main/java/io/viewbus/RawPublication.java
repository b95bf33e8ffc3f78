/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus;

import org.agrona.DirectBuffer;

/**
 * Publishes to a group without objects: bytes in, one of Aeron's own return codes out. For programs that count every allocation and
 * bring their own idea of waiting. What is taken is published in the order of the topic like any other message; there is no
 * {@link Receipt}, and what was taken when the member loses the cluster may be lost with it. Messages that lie ready when the member
 * gets to them travel together, so small ones cost little; nothing waits for company.
 *
 * <p>Thread-safe: threads that offer at the same time take turns, each for as long as a copy takes. Never waits for room, allocates
 * nothing.
 */
public interface RawPublication {

    /** Too much waits for the window or for the group's slowest subscriber: offer it again later. */
    long BACK_PRESSURED = -2;

    /** The group was left, or the member is out: nothing can be published here any more. */
    long CLOSED = -4;

    /**
     * Offers a message. It is copied.
     *
     * @param buffer holds the payload
     * @param offset where it starts
     * @param length its length in bytes, at most {@link Bus#MAX_PAYLOAD}
     * @return a positive number that grows with each message that was taken, or {@link #BACK_PRESSURED} or {@link #CLOSED}: then
     *     nothing happened
     * @throws IllegalArgumentException if the payload is longer than the limit
     */
    long offer(DirectBuffer buffer, int offset, int length);
}
