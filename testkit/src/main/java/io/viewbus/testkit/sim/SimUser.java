/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.GroupView;
import io.viewbus.GroupViewId;
import io.viewbus.Order;
import io.viewbus.Receipt;
import io.viewbus.core.MessagingListener;
import io.viewbus.core.MessagingParticipant;
import io.viewbus.testkit.time.SimRandom;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Member;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The program that uses a member: joins and leaves topics, publishes to topics that it is in and to others, and consumes at
 * its own pace. Its listener methods only take notes; {@link #act} does the rest between two turns of the agent.
 */
final class SimUser implements MessagingListener {

    private static final int BURST = 12;

    private final SimRandom random;
    private final int maxPayload;
    private final boolean slow;
    private final Ledger ledger;
    private final Consumer<String> onMistake;
    private final List<TopicUse> topics = new ArrayList<>();
    private final ArrayDeque<Consumption> unconsumed = new ArrayDeque<>();
    private final UnsafeBuffer buffer;
    private @Nullable MessagingParticipant messaging;
    private long published;
    private boolean quiet;

    SimUser(SimRandom random, int maxPayload, boolean slow, Consumer<String> onMistake) {
        this.random = random;
        this.maxPayload = maxPayload;
        this.slow = slow;
        this.onMistake = onMistake;
        ledger = new Ledger(onMistake);
        buffer = new UnsafeBuffer(new byte[maxPayload]);
        TopicUse.NAMES.forEach(name -> topics.add(new TopicUse(name)));
    }

    void use(MessagingParticipant participant) {
        messaging = participant;
    }

    /** Does what a program may do at any time. Called now and then. */
    void act() {
        MessagingParticipant participant = messaging;
        if (participant == null) {
            return;
        }
        if (quiet) {
            return;
        }
        if (random.chance(80)) {
            changeTopic(participant);
        }
        int burst = random.chance(100) ? BURST : 1;
        for (int i = 0; i < burst; i++) {
            publish(participant);
        }
    }

    /** Consumes what is there: everything, or now and then one message if slow. Called after each turn of the agent. */
    void consume() {
        MessagingParticipant participant = messaging;
        if (participant == null) {
            return;
        }
        int limit = quiet || !slow ? Integer.MAX_VALUE : random.below(8) / 7;
        for (int i = 0; i < limit && !unconsumed.isEmpty(); i++) {
            Consumption next = unconsumed.remove();
            participant.consumed(next.topicId, next.sender.incarnation(), next.seq);
        }
    }

    /** From now on this program starts nothing new. */
    void quiesce() {
        quiet = true;
    }

    boolean isIdle() {
        return ledger.isEmpty() && unconsumed.isEmpty();
    }

    long published() {
        return published;
    }

    String openQuestions() {
        return ledger + (unconsumed.isEmpty() ? "" : " and " + unconsumed.size() + " unconsumed messages");
    }

    private void changeTopic(MessagingParticipant participant) {
        TopicUse topic = random.pick(topics);
        if (topic.state() == TopicUse.State.OUT) {
            topic.become(TopicUse.State.JOINING);
            participant.join(ledger.ask("join " + topic.name()), topic.name(), topic.order());
        } else if (topic.state() == TopicUse.State.IN && random.chance(400)) {
            topic.become(TopicUse.State.LEAVING);
            participant.leave(ledger.ask("leave " + topic.name()), topic.name());
        }
    }

    /** Joins most topics at once, as programs do when they start. */
    void joinTopics() {
        MessagingParticipant participant = messaging;
        if (participant == null) {
            return;
        }
        for (TopicUse topic : topics) {
            if (random.chance(600)) {
                topic.become(TopicUse.State.JOINING);
                participant.join(ledger.ask("join " + topic.name()), topic.name(), topic.order());
            }
        }
    }

    private void publish(MessagingParticipant participant) {
        TopicUse topic = random.pick(topics);
        int length = Payload.drawLength(random, maxPayload);
        Payload.write(buffer, length, (int) random.nextLong());
        long token = ledger.ask("message to " + topic.name());
        if (participant.publish(token, topic.name(), topic.order(), buffer, 0, length)) {
            published++;
        } else {
            ledger.withdraw(token);
        }
        buffer.setMemory(0, length, (byte) 0xDB);
    }

    @Override
    public void onMessage(
            int topicId,
            Member sender,
            long seq,
            GroupViewId view,
            long sequence,
            DirectBuffer payload,
            int offset,
            int length) {
        if (!Payload.isWhole(payload, offset, length)) {
            onMistake.accept("message " + seq + " of " + sender + " is damaged");
        }
        unconsumed.add(new Consumption(topicId, sender, seq));
    }

    @Override
    public void onGroupView(int topicId, GroupView view) {}

    @Override
    public void onJoined(long token, int topicId, Order order, GroupView view) {
        become(ledger.answered(token, "joined"), TopicUse.State.IN);
    }

    @Override
    public void onRefused(long token, ClusterException why) {
        become(ledger.answered(token, "refused"), TopicUse.State.OUT);
    }

    @Override
    public void onLeft(long token) {
        become(ledger.answered(token, "left"), TopicUse.State.OUT);
    }

    @Override
    public void onAccepted(long token) {
        ledger.accepted(token);
    }

    @Override
    public void onStable(long token, Receipt receipt) {
        ledger.answered(token, "stable");
    }

    @Override
    public void onFailed(long token, ClusterException why) {
        String what = ledger.answered(token, "failed");
        if (what != null && what.startsWith("leave ")) {
            become(what, TopicUse.State.OUT);
        }
    }

    /** Finds the topic by what was asked, "join x" or "leave x". */
    private void become(@Nullable String what, TopicUse.State state) {
        if (what == null) {
            return;
        }
        String name = what.substring(what.indexOf(' ') + 1);
        topics.stream().filter(topic -> topic.name().equals(name)).forEach(topic -> topic.become(state));
    }

    private record Consumption(int topicId, Member sender, long seq) {}
}
