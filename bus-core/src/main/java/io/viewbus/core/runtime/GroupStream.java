/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import io.viewbus.Codec;
import io.viewbus.Delivery;
import io.viewbus.GroupEvent;
import io.viewbus.GroupView;
import io.viewbus.RawHandler;
import io.viewbus.TopicException.PayloadRejected;
import io.viewbus.core.runtime.HandOff.Transition;
import io.viewbus.membership.runtime.DeliveryLoop;
import io.viewbus.view.Member;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.DirectBuffer;
import org.agrona.collections.ArrayUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * The events of one group. The agent hands them over; the delivery loop gives them to all subscribers in lock-step, so the slowest
 * holds back the publishers of this topic.
 */
final class GroupStream<T> extends Flux<GroupEvent<T>> implements DeliveryLoop.Source, HandOff.Taker {

    private static final Logger LOG = LoggerFactory.getLogger(GroupStream.class);

    /** While messages keep coming, their senders hear of it after so many. */
    private static final int PUBLISH_AFTER = 64;

    private final DeliveryLoop loop;
    private final String topic;
    private final int topicId;
    private final Codec<T> codec;
    private final HandOff handOff;
    private final Queue<EventSubscription<T>> arriving = new ConcurrentLinkedQueue<>();
    private final List<EventSubscription<T>> subscriptions = new ArrayList<>();
    private volatile RawHandler[] handlers = {};
    private final ConsumedPositions consumed = new ConsumedPositions();
    private volatile GroupView view;
    private volatile @Nullable End end;
    private volatile @Nullable LiveRawPublication raw;
    private LiveRawPublication.@Nullable Straight straight;
    private volatile boolean everSubscribed;
    private int sincePublished;

    /** How the stream ends. */
    private record End(@Nullable Throwable cause) {}

    GroupStream(DeliveryLoop loop, String topic, int topicId, Codec<T> codec, GroupView first) {
        this.loop = loop;
        this.topic = topic;
        this.topicId = topicId;
        this.codec = codec;
        this.view = first;
        this.handOff = new HandOff(first, this, loop.isOnAgent());
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

    // ---- on users' threads ------------------------------------------------------------------------------------------

    @Override
    public void subscribe(CoreSubscriber<? super GroupEvent<T>> subscriber) {
        EventSubscription<T> subscription = new EventSubscription<>(subscriber, loop);
        subscriber.onSubscribe(subscription);
        arriving.add(subscription);
        loop.signal();
    }

    synchronized Disposable handle(RawHandler handler) {
        handlers = ArrayUtil.add(handlers, handler);
        everSubscribed = true;
        loop.signal();
        return () -> remove(handler);
    }

    synchronized LiveRawPublication openRaw() {
        LiveRawPublication open = raw;
        if (open == null) {
            open = new LiveRawPublication(loop, straight);
            raw = open;
            if (end != null) {
                open.close();
            }
        }
        return open;
    }

    // ---- on the agent, which wakes the loop once for all of a turn --------------------------------------------------

    /** Lets raw publications go straight to the agent, where their callers are on its thread. Before anybody has this stream. */
    void publishStraight(LiveRawPublication.Straight newStraight) {
        straight = newStraight;
    }

    HandOff handOff() {
        return handOff;
    }

    @Nullable
    LiveRawPublication raw() {
        return raw;
    }

    synchronized void end(@Nullable Throwable cause) {
        if (end == null) {
            handOff.show();
            end = new End(cause);
            LiveRawPublication open = raw;
            if (open != null) {
                open.close();
            }
            loop.signal();
        }
    }

    // ---- on the delivery loop ---------------------------------------------------------------------------------------

    @Override
    public void drain() {
        End last = end;
        welcome();
        handOff.drain();
        publishConsumed();
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
    @Override
    public boolean isReady() {
        if (!arriving.isEmpty()) {
            welcome();
        }
        for (int i = 0; i < subscriptions.size(); i++) {
            EventSubscription<T> subscription = subscriptions.get(i);
            if (!subscription.isOver() && !subscription.hasDemand()) {
                return false;
            }
        }
        return everSubscribed;
    }

    @Override
    public void onView(GroupView next) {
        view = next;
        for (RawHandler handler : handlers) {
            call(handler, () -> handler.onView(next));
        }
        emit(new GroupEvent.Installed<>(next));
    }

    @Override
    public void onTransition(Transition transition) {
        emit(new GroupEvent.Transitional<>(transition.view(), transition.companions()));
    }

    @Override
    public void onMessage(
            Member sender, long seq, long sequence, boolean transitional, DirectBuffer buffer, int offset, int length) {
        for (RawHandler handler : handlers) {
            handle(handler, sender, sequence, buffer, offset, length);
        }
        if (!subscriptions.isEmpty()) {
            deliver(sender, sequence, transitional, buffer, offset, length);
        }
        consumed.advance(sender.incarnation(), seq, length);
        if (++sincePublished >= PUBLISH_AFTER) {
            publishConsumed();
        }
    }

    private void publishConsumed() {
        sincePublished = 0;
        consumed.publish();
    }

    private void handle(RawHandler handler, Member sender, long sequence, DirectBuffer buffer, int offset, int length) {
        try {
            handler.onMessage(sender, sequence, buffer, offset, length);
        } catch (RuntimeException e) {
            remove(handler, e);
        }
    }

    private void call(RawHandler handler, Runnable told) {
        try {
            told.run();
        } catch (RuntimeException e) {
            remove(handler, e);
        }
    }

    private void remove(RawHandler handler, RuntimeException why) {
        LOG.error("A raw handler of topic \"{}\" failed and was removed", topic, why);
        remove(handler);
    }

    private synchronized void remove(RawHandler handler) {
        handlers = ArrayUtil.remove(handlers, handler);
    }

    private void deliver(
            Member sender, long sequence, boolean transitional, DirectBuffer buffer, int offset, int length) {
        T payload;
        try {
            payload = codec.decode(bytes(buffer, offset, length));
        } catch (RuntimeException e) {
            PayloadRejected rejected = new PayloadRejected(
                    "the codec of topic \"" + topic + "\" cannot read message " + view.id() + ":" + sequence + " of "
                            + sender + ": " + e,
                    e);
            subscriptions.forEach(subscription -> subscription.end(rejected));
            return;
        }
        emit(new Delivery<>(payload, sender, view.id(), sequence, transitional));
    }

    /** A codec may read the bytes where they are, and nothing else. */
    private static ByteBuffer bytes(DirectBuffer buffer, int offset, int length) {
        ByteBuffer whole = buffer.byteBuffer();
        if (whole == null) {
            return ByteBuffer.wrap(buffer.byteArray(), offset, length).slice().asReadOnlyBuffer();
        }
        return whole.slice(offset, length).asReadOnlyBuffer();
    }

    private void emit(GroupEvent<T> event) {
        for (int i = 0; i < subscriptions.size(); i++) {
            subscriptions.get(i).next(event);
        }
    }
}
