/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus;

/** How far a message has come, as its publisher sees it. Each rung includes those before it. */
public enum Rung {
    /**
     * It is in this member's stream and will be sent. It is lost if this member crashes or is put out before others have it, and then
     * the publisher is not told.
     */
    ACCEPTED,

    /**
     * It has its place: if this member goes on, nothing that has no place yet will be delivered before it. In a
     * {@link Order#FIFO} topic the same as {@link #ACCEPTED}, and in a {@link Order#CAUSAL} one no more is promised. It may still wait, for messages before it that are missing here, or
     * for acknowledgements in a {@link Order#QUORUM} or {@link Order#SAFE} topic.
     */
    ORDERED,

    /**
     * It is delivered at this member, in its order, with the guarantee of that order: in a {@link Order#QUORUM} topic whoever goes on
     * delivers it, whatever happens to this member.
     */
    DELIVERED,

    /**
     * It is delivered at this member, and every member of the current view has received it: all survivors deliver it as long as one
     * of them goes on.
     */
    STABLE
}
