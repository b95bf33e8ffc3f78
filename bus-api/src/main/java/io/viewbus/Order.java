/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus;

/**
 * In which order the messages of a topic are delivered, and who must hold a message before anybody is given it. A property of
 * the topic, fixed by the first join.
 *
 * <p>All but {@link #FIFO} share one order per view of the cluster, over all topics: a message is delivered after everything
 * before it in that order. So a {@link #QUORUM} or {@link #SAFE} message that still waits for acknowledgements holds back the
 * ordered messages behind it, of other topics too; otherwise two topics could be seen in different sequences, and an answer
 * before its question. {@link #FIFO} messages wait for nobody. This is the order in which a member delivers; the streams of two
 * topics then go at the pace of their own subscribers each, so what must be seen in one order belongs into one topic.
 *
 * <p>The names are those of "Extended Virtual Synchrony" (Moser et al., 1994: FIFO, agreed, safe) and of Chockler, Keidar and
 * Vitenberg's survey (2001: FIFO, causal, totally ordered, safe), with TOTAL for agreed order.
 */
public enum Order {
    /** The messages of each sender in the order in which it sent them (<i>Reliable FIFO</i> of the survey). */
    FIFO,

    /**
     * {@link #FIFO}, and no answer before its question: a message is delivered after all that its sender had sent or delivered
     * before, whatever its topic, other FIFO messages aside (<i>Reliable Causal</i> of the survey). Messages of which neither
     * was sent in the knowledge of the other may come in one sequence here and in another one there.
     *
     * <p>That is what is promised. What is done today is more: a CAUSAL message takes a place in the one order and comes as a
     * {@link #TOTAL} one does, at the same cost. Do not build upon that sequence. A later version may deliver sooner, as soon
     * as what the sender knew is delivered, without asking anybody for a place.
     */
    CAUSAL,

    /**
     * All messages in one order, the same at every member of the group; the default (EVS's agreed order; <i>Reliable Total
     * Order</i> of the survey). Delivered as soon as it is ordered: a member that crashes or is put out right then may have
     * delivered what nobody else ever will.
     */
    TOTAL,

    /**
     * {@link #TOTAL}, and delivered only when a quorum of the view holds the message, everything before it in the order, and
     * the order up to it. So whatever anybody delivered, even a member that crashed or was put out right then, is delivered at
     * the same place by all who go on: uniform delivery, as the survey's <i>Strong Total Order</i> asks for. The slowest
     * members are not waited for.
     */
    QUORUM,

    /**
     * {@link #TOTAL}, and delivered only when all members of the view hold the message, everything before it, and the order up
     * to it (EVS's safe delivery; <i>Safe Indication Prefix</i> of the survey). Then each of them delivers it too unless it
     * crashes or is put out. What of it cannot be proved when a view ends is delivered {@linkplain Delivery#transitional()
     * transitional}. As fast as the slowest member.
     */
    SAFE
}
