/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.core.wire.DataHeader;
import io.viewbus.spi.trace.Trace;
import io.viewbus.spi.transport.SendResult;
import io.viewbus.view.Incarnation;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the senders how far this member's users have come with their messages. Reports are positions, so repeating them
 * does no harm and losing one only costs time.
 */
final class CreditReporter {

    /** A report when this part of a sender's window was consumed: the publisher must hear of room before it has none. */
    private static final int WINDOW_PARTS = 8;

    private static final long REFRESH_NS = 100_000_000L;
    /** A report that was lost must not stop a publisher for good: it is repeated after 0.1 s, 0.2 s and so on, for 6 s in all. */
    private static final int REFRESHES = 6;

    /** How far the users of one topic came with the messages of one sender. */
    static final class Consumed {
        private final Incarnation sender;
        private long seq;
        private long unreported;

        Consumed(Incarnation sender) {
            this.sender = sender;
        }

        Incarnation sender() {
            return sender;
        }

        long seq() {
            return seq;
        }
    }

    private static final class Topic {
        private final int id;
        private final List<Consumed> senders = new ArrayList<>();
        private long mostUnreported;
        private boolean timed;
        private long dueNs;
        private int refreshes;

        Topic(int id) {
            this.id = id;
        }
    }

    private final MessagingConfig config;
    private final ControlOutput out;
    private final Incarnation self;
    private final PublisherCredit ownCredit;
    private final Trace trace;
    private final List<Topic> topics = new ArrayList<>();

    CreditReporter(
            MessagingConfig config, ControlOutput out, Incarnation self, PublisherCredit ownCredit, Trace trace) {
        this.config = config;
        this.out = out;
        this.self = self;
        this.ownCredit = ownCredit;
        this.trace = trace;
    }

    void consumed(int topicId, Incarnation sender, long seq, long bytes) {
        if (sender.equals(self)) {
            ownCredit.onConsumed(topicId, self, seq);
            return;
        }
        Topic topic = findOrAdd(topicId);
        Consumed consumed = findOrAdd(topic, sender);
        if (seq > consumed.seq) {
            consumed.seq = seq;
            consumed.unreported += DataHeader.LENGTH + bytes;
            topic.mostUnreported = Math.max(topic.mostUnreported, consumed.unreported);
        }
    }

    /** Reports what is due. */
    int report(long nowNs) {
        int count = 0;
        for (int i = topics.size() - 1; i >= 0; i--) {
            Topic topic = topics.get(i);
            schedule(topic, nowNs);
            if ((topic.mostUnreported >= config.topicWindow() / WINDOW_PARTS
                            || (topic.timed && nowNs - topic.dueNs >= 0))
                    && out.sendCredit(topic.id, topic.senders) == SendResult.ACCEPTED) {
                reported(topic, nowNs);
                count++;
                if (topic.refreshes > REFRESHES) {
                    trace.mark(MessagingMark.CREDIT_REPORTED_FOR_LONG);
                    topics.remove(i);
                }
            }
        }
        return count;
    }

    /** Forgets senders that are gone for good. */
    void retain(Streams streams) {
        topics.forEach(topic -> topic.senders.removeIf(consumed -> streams.find(consumed.sender()) == null));
        topics.removeIf(topic -> topic.senders.isEmpty());
    }

    private void schedule(Topic topic, long nowNs) {
        long soonNs = nowNs + config.creditNs();
        if (topic.mostUnreported > 0 && (!topic.timed || topic.dueNs - soonNs > 0)) {
            topic.timed = true;
            topic.dueNs = soonNs;
            topic.refreshes = 0;
        }
    }

    private static void reported(Topic topic, long nowNs) {
        topic.mostUnreported = 0;
        for (int i = 0; i < topic.senders.size(); i++) {
            topic.senders.get(i).unreported = 0;
        }
        topic.timed = true;
        topic.dueNs = nowNs + (REFRESH_NS << topic.refreshes);
        topic.refreshes++;
    }

    private Topic findOrAdd(int topicId) {
        for (int i = 0; i < topics.size(); i++) {
            if (topics.get(i).id == topicId) {
                return topics.get(i);
            }
        }
        Topic added = new Topic(topicId);
        topics.add(added);
        return added;
    }

    private static Consumed findOrAdd(Topic topic, Incarnation sender) {
        for (int i = 0; i < topic.senders.size(); i++) {
            if (topic.senders.get(i).sender.equals(sender)) {
                return topic.senders.get(i);
            }
        }
        Consumed added = new Consumed(sender);
        topic.senders.add(added);
        return added;
    }
}
