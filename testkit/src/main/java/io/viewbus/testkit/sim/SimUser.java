/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.GroupView;
import io.viewbus.GroupViewId;
import io.viewbus.Order;
import io.viewbus.Receipt;
import io.viewbus.core.MessagingListener;
import io.viewbus.core.MessagingParticipant;
import io.viewbus.core.wire.DataHeader;
import io.viewbus.testkit.time.SimRandom;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Member;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The program that uses a member: joins and leaves topics, publishes to topics that it is in and to others, and consumes at
 * its own pace. Its listener methods only take notes; {@link #act} does the rest between two turns of the agent.
 */
final class SimUser implements MessagingListener {

    private static final int BURST = 8;

    private final SimRandom random;
    private final boolean slow;
    private Appetite appetite = Appetite.USUAL;
    private final Ledger ledger;
    private final Consumer<String> onMistake;
    private final List<TopicUse> topics = new ArrayList<>();
    private final ArrayDeque<Consumption> unconsumed = new ArrayDeque<>();
    private final Outgoing outgoing;
    private final ToldViews views;
    private @Nullable MessagingParticipant messaging;
    private long lastView;
    private boolean quiet;

    SimUser(Member self, SimRandom random, List<String> names, int maxPayload, boolean slow, Mistakes mistakes) {
        this.random = random;
        this.slow = slow;
        onMistake = mistake -> mistakes.add(Promise.ANSWERS, mistake);
        ledger = new Ledger(onMistake);
        views = new ToldViews(self, mistake -> mistakes.add(Promise.VIEWS, mistake));
        outgoing = new Outgoing(random, maxPayload, ledger);
        names.forEach(name -> topics.add(new TopicUse(name)));
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
            outgoing.insist(participant, lastView);
            return;
        }
        if (random.chance(80)) {
            changeTopic(participant);
        }
        int burst = random.chance(100) ? BURST : 1;
        for (int i = 0; i < burst; i++) {
            TopicUse topic = random.pick(topics);
            if (topic.state() == TopicUse.State.IN && random.chance(200)) {
                outgoing.offerTogether(participant, topic);
            } else {
                outgoing.offer(participant, topic, lastView);
            }
        }
    }

    /** Consumes what is there: everything, or less, as its appetite is. Called after each turn of the agent. */
    void consume() {
        MessagingParticipant participant = messaging;
        if (participant == null) {
            return;
        }
        int limit = unconsumed.isEmpty() ? 0 : limit();
        for (int i = 0; i < limit && !unconsumed.isEmpty(); i++) {
            Consumption next = unconsumed.remove();
            participant.consumed(next.topicId, next.sender.incarnation(), next.seq, next.length);
        }
    }

    private int limit() {
        boolean small = appetite == Appetite.SMALL || (appetite == Appetite.USUAL && slow && !quiet);
        return appetite == Appetite.NONE ? 0 : small ? random.below(8) / 7 : Integer.MAX_VALUE;
    }

    /** Consumes more or less from now on. */
    void become(Appetite next) {
        appetite = next;
    }

    /** From now on this program starts nothing new. */
    void quiesce() {
        quiet = true;
    }

    /** Starts again after {@link #quiesce}. */
    void resume() {
        quiet = false;
    }

    boolean isIdle() {
        return hasAllAnswers() && retained() == 0;
    }

    boolean hasAllAnswers() {
        return ledger.isEmpty() && unconsumed.isEmpty() && !outgoing.isRefused();
    }

    /** Returns how many messages its member keeps. */
    long retained() {
        return messaging == null ? 0 : messaging.retained();
    }

    /** Returns what it is told of views. */
    ToldViews views() {
        return views;
    }

    long published() {
        return outgoing.published();
    }

    String openQuestions() {
        return ledger
                + (unconsumed.isEmpty() ? "" : " and " + unconsumed.size() + " unconsumed messages")
                + (outgoing.isRefused() ? " and room for a message" : "");
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

    @Override
    public void onMessage(
            int topicId,
            Member sender,
            long seq,
            GroupViewId view,
            long sequence,
            boolean transitional,
            DirectBuffer payload,
            int offset,
            int length) {
        views.message(topicId, view, sequence, transitional);
        if (!Payload.isWhole(payload, offset, length)) {
            onMistake.accept("message " + seq + " of " + sender + " is damaged");
        }
        unconsumed.add(new Consumption(topicId, sender, seq, length));
    }

    @Override
    public void onTransitional(int topicId, GroupViewId view, List<Member> companions) {
        views.ending(topicId, view);
    }

    @Override
    public void onGroupView(int topicId, GroupView view) {
        lastView = view.id().counter();
        views.changed(topicId, view);
    }

    @Override
    public void onGroupEnded(int topicId, ClusterException why) {
        views.ended(topicId);
    }

    @Override
    public void onJoined(long token, int topicId, Order order, GroupView view) {
        views.joined(topicId, view);
        lastView = view.id().counter();
        become(ledger.answered(token, "joined"), TopicUse.State.IN);
    }

    @Override
    public void onRefused(long token, ClusterException why) {
        become(ledger.answered(token, "refused"), TopicUse.State.OUT);
    }

    @Override
    public void onLeft(long token) {
        String what = ledger.answered(token, "left");
        if (what != null) {
            views.ended(DataHeader.topicIdOf(topicOf(what)));
            become(what, TopicUse.State.OUT);
        }
    }

    @Override
    public void onAccepted(long token) {
        ledger.accepted(token);
    }

    @Override
    public void onReceipt(long token, Receipt receipt) {
        ledger.answered(token, "receipt");
        String mistake = outgoing.confirmed(token, receipt);
        if (mistake != null) {
            onMistake.accept(mistake);
        }
    }

    @Override
    public void onFailed(long token, ClusterException why) {
        String what = ledger.answered(token, "failed");
        outgoing.failed(token);
        if (what != null && what.startsWith("leave ")) {
            become(what, TopicUse.State.OUT);
        }
    }

    /** Finds the topic by what was asked, "join x" or "leave x". */
    private void become(@Nullable String what, TopicUse.State state) {
        if (what == null) {
            return;
        }
        String name = topicOf(what);
        topics.stream().filter(topic -> topic.name().equals(name)).forEach(topic -> topic.become(state));
    }

    private static String topicOf(String what) {
        return what.substring(what.indexOf(' ') + 1);
    }

    /** How much a program consumes. */
    enum Appetite {
        /** As the plan has it: everything, or little. */
        USUAL,
        /** Now and then a message. */
        SMALL,
        /** Nothing. */
        NONE
    }

    /** Takes what was wrong in what this program was told. */
    interface Mistakes {

        void add(Promise broken, String text);
    }

    private record Consumption(int topicId, Member sender, long seq, int length) {}
}
