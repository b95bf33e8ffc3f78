/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import io.viewbus.GroupView;
import io.viewbus.GroupViewId;
import io.viewbus.Order;
import io.viewbus.Receipt;
import io.viewbus.TopicException;
import io.viewbus.core.MessagingListener;
import io.viewbus.core.MessagingParticipant;
import io.viewbus.core.PublishOptions;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Member;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** The program that uses a member of a scenario: does what it is told, and takes notes. */
final class ScenarioUser implements MessagingListener {

    private final MessagingParticipant messaging;
    private final ArrayDeque<Outgoing> outgoing = new ArrayDeque<>();
    private final ArrayDeque<Consumption> unconsumed = new ArrayDeque<>();
    private final Map<Long, String> open = new TreeMap<>();
    private final Map<Integer, List<Member>> groups = new TreeMap<>();
    private final List<String> errors = new ArrayList<>();
    private boolean reading = true;
    private long tokens;
    private int refusals;

    ScenarioUser(io.viewbus.core.MessagingConfig config) {
        messaging = new MessagingParticipant(config, this);
    }

    MessagingParticipant messaging() {
        return messaging;
    }

    /** Publishes so many messages as soon as there is room, for one view or for whichever comes. */
    void send(String topic, int count, int bytes, PublishOptions options) {
        for (int i = 0; i < count; i++) {
            outgoing.add(new Outgoing(topic, bytes, options));
        }
    }

    void join(String topic, Order order) {
        messaging.join(ask("join " + topic), topic, order);
    }

    void leave(String topic) {
        messaging.leave(ask("leave " + topic), topic);
    }

    void read(boolean now) {
        reading = now;
    }

    /** Publishes and consumes as much as there is and as fits. Called between two turns of the agent. */
    void act() {
        while (!outgoing.isEmpty() && publish(outgoing.element())) {
            outgoing.remove();
        }
        while (reading && !unconsumed.isEmpty()) {
            Consumption next = unconsumed.remove();
            messaging.consumed(next.topicId, next.sender.incarnation(), next.seq, next.length);
        }
    }

    private boolean publish(Outgoing next) {
        long token = ask("message to " + next.topic);
        boolean taken = messaging.publish(
                token, next.topic, next.options, new UnsafeBuffer(new byte[next.bytes]), 0, next.bytes);
        if (!taken) {
            open.remove(token);
        }
        return taken;
    }

    private long ask(String what) {
        open.put(++tokens, what);
        return tokens;
    }

    /** Tells whether everything that it asked for was answered. */
    boolean isIdle() {
        return open.isEmpty() && outgoing.isEmpty();
    }

    String questions() {
        return open.values() + (outgoing.isEmpty() ? "" : " and " + outgoing.size() + " unsent messages");
    }

    /** Returns how many messages were refused because they were for a view that was over. */
    int refusals() {
        return refusals;
    }

    /** Returns how many messages wait for room. */
    int unsent() {
        return outgoing.size();
    }

    List<String> errors() {
        return errors;
    }

    /** Returns the group as this member knows it; null if it is not in it. */
    @Nullable
    List<Member> group(int topicId) {
        return groups.get(topicId);
    }

    @Override
    public void onMessage(
            int topicId,
            Member sender,
            long seq,
            GroupViewId view,
            long sequence,
            boolean transitional,
            DirectBuffer buffer,
            int offset,
            int length) {
        unconsumed.add(new Consumption(topicId, sender, seq, length));
    }

    @Override
    public void onTransitional(int topicId, GroupViewId view, List<Member> companions) {}

    @Override
    public void onGroupView(int topicId, GroupView view) {
        groups.put(topicId, view.members());
    }

    @Override
    public void onGroupEnded(int topicId, ClusterException why) {
        groups.remove(topicId);
        errors.add(String.valueOf(why));
    }

    @Override
    public void onJoined(long token, int topicId, Order order, GroupView view) {
        open.remove(token);
        groups.put(topicId, view.members());
    }

    @Override
    public void onRefused(long token, ClusterException why) {
        open.remove(token);
        errors.add(String.valueOf(why));
    }

    @Override
    public void onLeft(long token) {
        String what = open.remove(token);
        if (what != null) {
            groups.remove(io.viewbus.core.wire.DataHeader.topicIdOf(what.substring("leave ".length())));
        }
    }

    @Override
    public void onAccepted(long token) {}

    @Override
    public void onReceipt(long token, Receipt receipt) {
        open.remove(token);
    }

    @Override
    public void onFailed(long token, ClusterException why) {
        open.remove(token);
        refusals += why instanceof TopicException.ViewChanged ? 1 : 0;
        errors.add(String.valueOf(why));
    }

    private record Outgoing(String topic, int bytes, PublishOptions options) {}

    private record Consumption(int topicId, Member sender, long seq, int length) {}
}
