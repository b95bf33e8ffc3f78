/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import io.viewbus.Codec;
import io.viewbus.Delivery;
import io.viewbus.GroupEvent;
import io.viewbus.GroupView;
import io.viewbus.GroupViewId;
import io.viewbus.TopicException.PayloadRejected;
import io.viewbus.membership.runtime.DeliveryLoop;
import io.viewbus.view.Member;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/**
 * The events of one group. The agent adds to a queue whose length is bounded by consumption credit: publishers may be at most a
 * topic window ahead of what was consumed here. The delivery loop hands events to all subscribers in lock-step, so the slowest
 * holds back the publishers of this topic.
 */
final class GroupStream<T> extends Flux<GroupEvent<T>> implements DeliveryLoop.Source {

    /** A delivered message as the agent hands it over. */
    private record Raw(
            Member sender, long seq, GroupViewId view, long sequence, boolean transitional, byte[] payload) {}

    /** The end of a view as the agent hands it over. */
    private record Transition(GroupViewId view, List<Member> companions) {}

    private final DeliveryLoop loop;
    private final String topic;
    private final int topicId;
    private final Codec<T> codec;
    private final Queue<Object> handOff = new ManyToOneConcurrentLinkedQueue<>();
    private final Queue<EventSubscription<T>> arriving = new ConcurrentLinkedQueue<>();
    private final List<EventSubscription<T>> subscriptions = new ArrayList<>();
    private final ConsumedPositions consumed = new ConsumedPositions();
    private volatile GroupView view;
    private volatile @Nullable End end;
    private boolean everSubscribed;

    /** How the stream ends. */
    private record End(@Nullable Throwable cause) {}

    GroupStream(DeliveryLoop loop, String topic, int topicId, Codec<T> codec, GroupView first) {
        this.loop = loop;
        this.topic = topic;
        this.topicId = topicId;
        this.codec = codec;
        this.view = first;
        handOff.add(first);
    }

    int topicId() {
        return topicId;
    }

    GroupView view() {
        return view;
    }

    ConsumedPositions consumed() {
        return consumed;
    }

    // ---- on the agent, which wakes the loop once for all that it adds in one turn
    // ------------------------------------

    void addMessage(Member sender, long seq, GroupViewId viewId, long sequence, boolean transitional, byte[] payload) {
        handOff.add(new Raw(sender, seq, viewId, sequence, transitional, payload));
    }

    void addTransition(GroupViewId ending, List<Member> companions) {
        handOff.add(new Transition(ending, companions));
    }

    void addView(GroupView next) {
        handOff.add(next);
    }

    void end(@Nullable Throwable cause) {
        if (end == null) {
            end = new End(cause);
            loop.signal();
        }
    }

    // ---- on the delivery loop ---------------------------------------------------------------------------------------

    @Override
    public void subscribe(CoreSubscriber<? super GroupEvent<T>> subscriber) {
        EventSubscription<T> subscription = new EventSubscription<>(subscriber, loop);
        subscriber.onSubscribe(subscription);
        arriving.add(subscription);
        loop.signal();
    }

    @Override
    public void drain() {
        End last = end;
        do {
            welcome();
        } while (isWanted() && deliverOne());
        consumed.publish();
        if (last != null && handOff.isEmpty()) {
            subscriptions.forEach(subscription -> subscription.end(last.cause()));
            if (everSubscribed || last.cause() != null) {
                subscriptions.removeIf(EventSubscription::isOver);
            }
        }
    }

    private void welcome() {
        EventSubscription<T> arrived;
        while ((arrived = arriving.poll()) != null) {
            subscriptions.add(arrived);
            everSubscribed = true;
        }
        for (int i = subscriptions.size() - 1; i >= 0; i--) {
            if (subscriptions.get(i).isOver()) {
                subscriptions.remove(i);
            }
        }
    }

    /** Before the first subscriber events are held; after the last one they are dropped; else all must have demand. */
    private boolean isWanted() {
        for (int i = 0; i < subscriptions.size(); i++) {
            if (!subscriptions.get(i).hasDemand()) {
                return false;
            }
        }
        return everSubscribed;
    }

    private boolean deliverOne() {
        Object item = handOff.poll();
        if (item == null) {
            return false;
        }
        if (item instanceof GroupView installed) {
            view = installed;
            emit(new GroupEvent.Installed<>(installed));
        } else if (item instanceof Transition transition) {
            emit(new GroupEvent.Transitional<>(transition.view(), transition.companions()));
        } else {
            Raw raw = (Raw) item;
            deliver(raw);
            consumed.advance(raw.sender().incarnation(), raw.seq());
        }
        return true;
    }

    private void deliver(Raw raw) {
        if (subscriptions.isEmpty()) {
            return;
        }
        T payload;
        try {
            payload = codec.decode(ByteBuffer.wrap(raw.payload()).asReadOnlyBuffer());
        } catch (RuntimeException e) {
            PayloadRejected rejected = new PayloadRejected(
                    "the codec of topic \"" + topic + "\" cannot read message " + raw.view() + ":" + raw.sequence()
                            + " of " + raw.sender() + ": " + e,
                    e);
            subscriptions.forEach(subscription -> subscription.end(rejected));
            return;
        }
        emit(new Delivery<>(payload, raw.sender(), raw.view(), raw.sequence(), raw.transitional()));
    }

    private void emit(GroupEvent<T> event) {
        for (int i = 0; i < subscriptions.size(); i++) {
            subscriptions.get(i).next(event);
        }
    }
}
