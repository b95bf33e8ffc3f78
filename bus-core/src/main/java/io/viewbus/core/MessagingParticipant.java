/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.Order;
import io.viewbus.core.wire.Cut;
import io.viewbus.core.wire.DataHeader;
import io.viewbus.core.wire.FlushState;
import io.viewbus.core.wire.JoinData;
import io.viewbus.core.wire.MessageBatch;
import io.viewbus.core.wire.sbe.MessageHeaderDecoder;
import io.viewbus.observe.Traffic;
import io.viewbus.spi.membership.ParticipantContext;
import io.viewbus.spi.membership.Proposal;
import io.viewbus.spi.membership.ViewParticipant;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.Outcome;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Ordered group messaging as a participant of view changes. Sans-IO: it gets frames, commands and the time, and answers
 * through its {@link ParticipantContext} and its {@link MessagingListener}. All calls come from the agent thread.
 */
public final class MessagingParticipant implements ViewParticipant {

    /** What tells messaging from other participants: the id of its SBE schema. */
    public static final int ID = MessageHeaderDecoder.SCHEMA_ID;

    private final MessagingConfig config;
    private final MessagingListener listener;
    private @Nullable Parts parts;

    /**
     * Makes the messaging of one member.
     *
     * @param config the settings
     * @param listener hears what is delivered
     */
    public MessagingParticipant(MessagingConfig config, MessagingListener listener) {
        this.config = config;
        this.listener = listener;
    }

    /**
     * Publishes a message. Not taken before the first view, while the window is full, while the slowest member of the
     * topic's group has too much to consume, and while too many results are outstanding.
     *
     * @param token comes back with the result
     * @param topic the topic's name
     * @param options what else it asks for
     * @param payload holds the payload, copied
     * @param offset where it starts
     * @param length its length
     * @return false if it cannot be taken now: then nothing happened, offer it again later
     */
    public boolean publish(
            long token, String topic, PublishOptions options, DirectBuffer payload, int offset, int length) {
        return parts().publisher.publish(token, topic, options, payload, offset, length);
    }

    /**
     * Publishes messages to a group that this member is in, without wanting to hear of them again: no token, no receipt. They travel
     * together, and are delivered one after the other.
     *
     * @param topicId the topic
     * @param records holds the messages as {@link MessageBatch} has them, copied
     * @param offset where the first record starts
     * @param length bytes of all records, at most {@link #batchLength()} if there are several
     * @param count how many messages, at least one
     * @param bytes how many bytes their payloads have together
     * @return false if they cannot be taken now: then nothing happened, offer them again later
     */
    public boolean publish(int topicId, DirectBuffer records, int offset, int length, int count, int bytes) {
        return parts().publisher.publish(topicId, records, offset, length, count, bytes);
    }

    /**
     * Returns how many bytes of records may be published together.
     *
     * @return the limit, which a single message may exceed
     */
    public int batchLength() {
        return parts().publisher.batchLength();
    }

    /**
     * Joins a topic's group. Before the first view the join waits.
     *
     * @param token comes back with the result
     * @param topic the topic's name
     * @param order the order it must have, or null to take the topic's
     */
    public void join(long token, String topic, @Nullable Order order) {
        if (parts().view.isOut()) {
            parts().trace.mark(MessagingMark.JOIN_WHEN_OUT);
            listener.onRefused(token, disposed(Outcome.NOT_SENT));
        } else {
            parts().commands.join(token, topic, order);
        }
    }

    /**
     * Leaves a topic's group.
     *
     * @param token comes back with the result
     * @param topic the topic's name
     */
    public void leave(long token, String topic) {
        if (parts().view.isOut()) {
            parts().trace.mark(MessagingMark.LEAVE_WHEN_OUT);
            listener.onFailed(token, disposed(Outcome.NOT_SENT));
        } else {
            parts().commands.leave(token, topic);
        }
    }

    /**
     * Tells that all messages of a topic up to one were consumed here, which lets its sender go on.
     *
     * @param topicId the topic
     * @param sender who sent it
     * @param seq its number
     * @param bytes how many bytes of payload of that sender were consumed since the call before
     */
    public void consumed(int topicId, Incarnation sender, long seq, long bytes) {
        parts().creditReporter.consumed(topicId, sender, seq, bytes);
    }

    /**
     * Returns the size of a topic's group.
     *
     * @param topic the topic's name
     * @return how many members it has, 0 if it is not known
     */
    public int groupSize(String topic) {
        TopicGroup group = parts().topics.find(DataHeader.topicIdOf(topic));
        return group == null ? 0 : group.size();
    }

    /**
     * Returns how many messages are kept because somebody may need them; 0 soon after everything is quiet.
     *
     * @return the number of messages of all senders
     */
    public long retained() {
        return parts().streams.retained();
    }

    /**
     * Returns what went otherwise than in a quiet network.
     *
     * @return the counters
     */
    public Counters counters() {
        return parts().counters;
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void onStart(ParticipantContext context) {
        parts = new Parts(config, listener, context);
    }

    @Override
    public byte[] joinData() {
        return JoinData.encode(parts().streams.own().link());
    }

    @Override
    public void onCandidates(List<Candidate> candidates) {
        parts().candidates.connect(candidates);
    }

    @Override
    public boolean isLinked(Candidate candidate) {
        return parts().candidates.isLinked(candidate);
    }

    @Override
    public void onWedge() {
        parts().view.wedge();
    }

    @Override
    public byte[] state() {
        return parts().change.state().encode();
    }

    @Override
    public boolean hasHistory() {
        return parts().streams.hasHistory();
    }

    @Override
    public byte[] merge(int priorSize, List<Contribution> contributions) {
        if (priorSize == 0) {
            parts().trace.mark(MessagingMark.NOTHING_TO_MERGE);
            return Cut.NOTHING.encode();
        }
        Cut cut = Cut.empty(priorSize);
        for (Contribution contribution : contributions) {
            FlushState state = FlushState.decode(contribution.state());
            if (state.received().length != priorSize) {
                parts().trace.mark(MessagingMark.STATE_OF_OTHER_VIEW);
                throw new IllegalArgumentException("a state of another view");
            }
            cut = cut.with(contribution.rank(), state);
        }
        return cut.encode();
    }

    @Override
    public void onProposal(Proposal proposal, long nowNs) {
        parts().change.propose(proposal, nowNs);
    }

    @Override
    public boolean isReady() {
        return parts().change.isReady();
    }

    @Override
    public void onInstall(Proposal proposal, long nowNs) {
        parts().change.install(proposal, nowNs);
    }

    @Override
    public void onOut(@Nullable ClusterException cause) {
        parts().view.out();
        failAll(cause == null ? disposed(Outcome.UNKNOWN) : cause);
    }

    @Override
    public void onDoubt(boolean doubtful) {
        parts().trace.mark(doubtful ? MessagingMark.DELIVERS_NOTHING_IN_DOUBT : MessagingMark.DELIVERS_AGAIN);
        parts().view.doubt(doubtful);
    }

    @Override
    public void onControl(Incarnation from, DirectBuffer buffer, int offset, int length, long nowNs) {
        // Also when this member is out: others may need what only it holds.
        parts().control.onFrame(from, buffer, offset, length);
    }

    @Override
    public int doWork(long nowNs) {
        Parts p = parts();
        p.gauges.beforeTurn(nowNs);
        int count = work(p, nowNs);
        p.gauges.afterTurn();
        return count;
    }

    private static int work(Parts p, long nowNs) {
        int count = p.ownStream.send() + p.repairs.send() + p.tables.send();
        if (p.view.isOut()) {
            return count;
        }
        if (p.view.hasView()) {
            count += p.commands.send();
            count += p.order.sequence();
            count += deliver(p);
            count += p.acknowledger.send(nowNs);
            count += p.stability.update();
            p.links.check(nowNs);
        }
        count += p.change.releaseSettled() + p.candidates.forget(nowNs) + p.change.repair(nowNs);
        return count + p.creditReporter.report(nowNs);
    }

    @Override
    public Traffic traffic(Member member) {
        return parts().gauges.traffic(member);
    }

    @Override
    public void onClose() {
        Parts p = parts;
        if (p != null) {
            p.view.out();
            failAll(disposed(Outcome.UNKNOWN));
            p.streams.close();
        }
    }

    private static int deliver(Parts p) {
        if (p.view.mayDeliver()) {
            // Not during a change: what a member hears then of the order need not be what ends the view.
            p.pending.ordered(p.order.ownOrdered());
        }
        int count = p.delivery.deliver();
        if (count > 0) {
            p.stability.onDelivered();
        }
        return count;
    }

    private void failAll(ClusterException why) {
        parts().commands.failAll(why);
        parts().pending.failAll(why);
    }

    static ClusterException disposed(Outcome outcome) {
        return new ClusterException.Disposed("this member is not in the cluster any more", outcome);
    }

    private Parts parts() {
        if (parts == null) {
            throw new IllegalStateException("not started");
        }
        return parts;
    }
}
