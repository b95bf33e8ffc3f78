/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.Order;
import io.viewbus.spi.membership.ParticipantContext;
import io.viewbus.spi.membership.Proposal;
import io.viewbus.spi.membership.ViewParticipant;
import io.viewbus.view.Incarnation;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Ordered group messaging as a participant of view changes. Signatures first; the body follows. */
public final class MessagingParticipant implements ViewParticipant {

    /**
     * Makes the messaging of one member.
     *
     * @param config the settings
     * @param listener hears what is delivered
     */
    public MessagingParticipant(MessagingConfig config, MessagingListener listener) {}

    /**
     * Publishes a message.
     *
     * @param token comes back with the result
     * @param topic the topic's name
     * @param order the order it must have, or null to take the topic's
     * @param payload holds the payload, copied
     * @param offset where it starts
     * @param length its length
     * @return false if it cannot be taken now: then nothing happened, offer it again later
     */
    public boolean publish(
            long token, String topic, @Nullable Order order, DirectBuffer payload, int offset, int length) {
        return false;
    }

    /**
     * Joins a topic's group.
     *
     * @param token comes back with the result
     * @param topic the topic's name
     * @param order the order it must have, or null to take the topic's
     */
    public void join(long token, String topic, @Nullable Order order) {}

    /**
     * Leaves a topic's group.
     *
     * @param token comes back with the result
     * @param topic the topic's name
     */
    public void leave(long token, String topic) {}

    /**
     * Tells that everything up to a message was consumed here, which lets its sender go on.
     *
     * @param topicId the topic
     * @param sender who sent it
     * @param seq its number
     */
    public void consumed(int topicId, Incarnation sender, long seq) {}

    /**
     * Returns the size of a topic's group.
     *
     * @param topic the topic's name
     * @return how many members it has, 0 if it is not known
     */
    public int groupSize(String topic) {
        return 0;
    }

    @Override
    public int id() {
        return 2;
    }

    @Override
    public void onStart(ParticipantContext context) {}

    @Override
    public byte[] joinData() {
        return new byte[0];
    }

    @Override
    public void onCandidates(List<Candidate> candidates) {}

    @Override
    public boolean isLinked(Candidate candidate) {
        return false;
    }

    @Override
    public void onWedge() {}

    @Override
    public byte[] state() {
        return new byte[0];
    }

    @Override
    public byte[] merge(int priorSize, List<Contribution> contributions) {
        return new byte[0];
    }

    @Override
    public void onProposal(Proposal proposal, long nowNs) {}

    @Override
    public boolean isReady() {
        return false;
    }

    @Override
    public void onInstall(Proposal proposal, long nowNs) {}

    @Override
    public void onOut() {}

    @Override
    public void onDoubt(boolean doubtful) {}

    @Override
    public void onControl(Incarnation from, DirectBuffer buffer, int offset, int length, long nowNs) {}

    @Override
    public int doWork(long nowNs) {
        return 0;
    }

    @Override
    public void onClose() {}
}
