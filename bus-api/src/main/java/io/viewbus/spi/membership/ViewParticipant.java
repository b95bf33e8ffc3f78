/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.spi.membership;

import io.viewbus.observe.Traffic;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A component that takes part in view changes. For each change the life is: {@link #onWedge} (again and again with higher
 * ballots), {@link #state}, at the proposer {@link #merge}, {@link #onProposal}, {@link #isReady}, {@link #onInstall}.
 *
 * <p><b>Threading.</b> Everything is called by the member's agent, one call at a time. No call may block, run code of the
 * user, or throw; one that throws takes its member out of the cluster, never the cluster down. <b>Determinism.</b> An
 * implementation MUST NOT read clocks, draw random numbers or start threads: it gets {@code nowNs} and messages.
 */
public interface ViewParticipant {

    /**
     * Returns what tells its control frames from those of others.
     *
     * @return a number from 2 to 65,535, the same at all members: the SBE schema id of its messages
     */
    int id();

    /**
     * Starts it, before anything else is called.
     *
     * @param context what it may use
     */
    void onStart(ParticipantContext context);

    /**
     * Returns what others must know of this member before it is in, such as the link of its data stream.
     *
     * @return at most 1,024 bytes, the same at each call
     */
    byte[] joinData();

    /**
     * Tells who may be in the next view, so that links to them can be made. Called again whenever the set changes.
     *
     * @param candidates members and newcomers, without this member
     */
    void onCandidates(List<Candidate> candidates);

    /**
     * Tells whether all links to and from a candidate that this participant needs are up, as far as can be seen here.
     *
     * @param candidate one of those of {@link #onCandidates}
     * @return true if it may become a fellow member
     */
    boolean isLinked(Candidate candidate);

    /**
     * Stops everything that other members could notice as progress in the current view: no delivery, no acknowledgement,
     * no ordering, until {@link #onInstall}. Receiving and sending go on. MUST be idempotent.
     */
    void onWedge();

    /**
     * Returns this member's contribution to the change. Called after {@link #onWedge}; later calls report what was repaired
     * in between.
     *
     * @return the state
     */
    byte[] state();

    /**
     * Tells whether anything happened in this cluster that users may have noticed and that would be lost if the cluster were given
     * up for another one of the same name. Once true, it stays true.
     *
     * @return true if so, or if that cannot be ruled out
     */
    boolean hasHistory();

    /**
     * Computes the value that the next view is installed with. MUST be a pure function of its arguments.
     *
     * @param priorSize how many members the current view has, 0 when the cluster is founded
     * @param contributions one from each member of the current view that takes part, by rank
     * @return the merged value
     */
    byte[] merge(int priorSize, List<Contribution> contributions);

    /**
     * Starts to fetch whatever the merged value promises and this member lacks. May be called again with another value,
     * which replaces the first.
     *
     * @param proposal what is proposed
     * @param nowNs the time
     */
    void onProposal(Proposal proposal, long nowNs);

    /**
     * Tells whether everything is there that {@link #onInstall} of the latest proposal needs, and links to all its
     * members are up.
     *
     * @return true if so
     */
    boolean isReady();

    /**
     * Ends the change: delivers what is left of the old view, then starts in the new one. Only called when
     * {@link #isReady()}.
     *
     * @param proposal what was decided
     * @param nowNs the time
     */
    void onInstall(Proposal proposal, long nowNs);

    /**
     * Ends this member: the cluster went on without it, or it left. Called at most once; it may still be asked for what others
     * lack, until {@link #onClose}.
     *
     * @param cause why, or null if this member left as it wanted
     */
    void onOut(@Nullable ClusterException cause);

    /**
     * Says that this member was paused and may have been excluded without knowing it. While in doubt it MUST NOT deliver.
     *
     * @param doubtful true when doubt starts, false when it is over
     */
    void onDoubt(boolean doubtful);

    /**
     * Takes a control frame of the same participant at another process, member or not.
     *
     * @param from who sent it
     * @param buffer holds the frame, valid during the call
     * @param offset where it starts
     * @param length its length in bytes
     * @param nowNs the time
     */
    void onControl(Incarnation from, DirectBuffer buffer, int offset, int length, long nowNs);

    /**
     * Makes progress; called once in each duty cycle.
     *
     * @param nowNs the time
     * @return how much was done; 0 if nothing
     */
    int doWork(long nowNs);

    /**
     * Tells what it knows of a member's messages, for people who look. Not called often; MUST NOT change anything.
     *
     * @param member a member of the installed view
     * @return what it knows; {@link Traffic#NONE} from those that carry no messages
     */
    default Traffic traffic(Member member) {
        return Traffic.NONE;
    }

    /** Releases what it holds. Called once, last, also after an error. */
    void onClose();

    /**
     * A process that may be in the next view.
     *
     * @param member who
     * @param joinData what its participant gave as {@link ViewParticipant#joinData()}
     */
    record Candidate(Member member, byte[] joinData) {}

    /**
     * What one member of the current view holds.
     *
     * @param rank its rank in the current view
     * @param state what {@link ViewParticipant#state()} gave there
     */
    record Contribution(int rank, byte[] state) {}
}
