/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.spi.membership;

import io.viewbus.observe.ViewChange.Cause;
import io.viewbus.spi.observe.CounterBoard;
import io.viewbus.spi.trace.Trace;
import io.viewbus.spi.transport.DataStream;
import io.viewbus.spi.transport.FrameHandler;
import io.viewbus.spi.transport.Liveness;
import io.viewbus.spi.transport.LivenessHandler;
import io.viewbus.spi.transport.SendResult;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PartitionPolicy;
import org.agrona.DirectBuffer;

/** What the membership service gives a participant to work with. Used on the agent thread only. */
public interface ParticipantContext {

    /**
     * Returns this member.
     *
     * @return name and incarnation
     */
    Member self();

    /**
     * Opens the data stream. One participant may, once.
     *
     * @param handler takes data frames
     * @return the open stream
     */
    DataStream openData(FrameHandler handler);

    /**
     * Starts to let others watch this process, and to watch them. One participant may, once.
     *
     * @param handler takes what is found out
     * @return what knows of processes
     */
    Liveness openLiveness(LivenessHandler handler);

    /**
     * Sends a control frame to the same participant of all processes of the cluster. The frame MUST start with the common
     * SBE message header, whose schema id is {@link ViewParticipant#id()}.
     *
     * @param buffer holds the frame
     * @param offset where it starts
     * @param length at most {@link #maxControlLength()} bytes
     * @return what became of it
     */
    SendResult sendControl(DirectBuffer buffer, int offset, int length);

    /**
     * Returns the limit of a control frame.
     *
     * @return bytes
     */
    int maxControlLength();

    /**
     * Reports evidence against a member: its data cannot be read any more although it should be, or its process is gone. Not a
     * verdict.
     *
     * @param member whom it is about
     * @param cause what it says, for those who look later
     */
    void suspect(Incarnation member, Cause cause);

    /**
     * Takes back what {@link #suspect} said. Whoever accuses a member of something that can pass MUST call this when it has passed, or
     * the member stays suspected here until the next view.
     *
     * @param member who is there again
     */
    void trust(Incarnation member);

    /**
     * Takes this member out of the cluster because the participant cannot go on.
     *
     * @param reason one sentence
     */
    void fail(String reason);

    /**
     * Returns who may speak for a view. Whoever counts acknowledgements in order to survive changes of the view MUST count them by
     * this rule.
     *
     * @return the rule of the agreement
     */
    QuorumPolicy quorum();

    /**
     * Returns what becomes of the parts when the cluster falls apart.
     *
     * @return the policy of the cluster
     */
    PartitionPolicy partitions();

    /**
     * Returns where events are traced.
     *
     * @return the trace
     */
    Trace trace();

    /**
     * Returns where this member counts.
     *
     * @return the board; to be written on the agent thread
     */
    CounterBoard counters();
}
