/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.runtime;

import io.viewbus.view.ClusterException;
import io.viewbus.view.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/**
 * The views of one member as a stream. The agent hands views over through a bounded queue; the delivery loop gives them to each
 * subscriber at its own pace. Nothing is skipped: who leaves too many unread ends with an error that names them.
 */
public final class ViewStream extends Flux<View> implements DeliveryLoop.Source {

    /** How many views may be unread. */
    static final int LIMIT = 1024;

    private final OneToOneConcurrentArrayQueue<View> handOff = new OneToOneConcurrentArrayQueue<>(LIMIT);
    private final Queue<ViewSubscription> arriving = new ConcurrentLinkedQueue<>();
    private final List<ViewSubscription> subscriptions = new ArrayList<>();
    private final Runnable signal;
    private @Nullable View current;
    private volatile @Nullable View firstLost;
    private volatile @Nullable View lastLost;
    private volatile @Nullable End end;

    /** How the stream ends. */
    private record End(@Nullable ClusterException cause) {}

    /**
     * Makes the stream of a member that has no view yet.
     *
     * @param signal makes whoever drains this do so soon; called on any thread
     */
    public ViewStream(Runnable signal) {
        this.signal = signal;
    }

    /**
     * Takes a view from the agent.
     *
     * @param view the next one
     */
    public void offer(View view) {
        if (!handOff.offer(view)) {
            // The delivery loop has been blocked by user code for 1,024 views: all subscribers have missed this one.
            lastLost = view;
            if (firstLost == null) {
                firstLost = view;
            }
        }
        signal.run();
    }

    /**
     * Ends the stream after the views handed over so far. Called by the agent.
     *
     * @param cause why the member ended, or null if it left
     */
    public void end(@Nullable ClusterException cause) {
        end = new End(cause);
        signal.run();
    }

    @Override
    public void subscribe(CoreSubscriber<? super View> subscriber) {
        ViewSubscription subscription = new ViewSubscription(subscriber, signal, LIMIT);
        subscriber.onSubscribe(subscription);
        arriving.add(subscription);
        signal.run();
    }

    @Override
    public void drain() {
        End last = end;
        View view;
        while ((view = handOff.poll()) != null) {
            welcome();
            current = view;
            for (ViewSubscription subscription : subscriptions) {
                subscription.add(view);
            }
        }
        welcome();
        reportLost();
        subscriptions.removeIf(ViewSubscription::isOver);
        for (ViewSubscription subscription : List.copyOf(subscriptions)) {
            if (last != null) {
                subscription.end(last.cause());
            }
            subscription.drain();
        }
    }

    /** Gives newcomers the current view, before any later one; after the end there is nothing to give. */
    private void welcome() {
        boolean over = end != null && handOff.isEmpty();
        View replayed = current;
        ViewSubscription arrived;
        while ((over || replayed != null) && (arrived = arriving.poll()) != null) {
            if (!over && replayed != null) {
                arrived.add(replayed);
            }
            subscriptions.add(arrived);
        }
    }

    private void reportLost() {
        View first = firstLost;
        View last = lastLost;
        if (first != null && last != null) {
            firstLost = null;
            subscriptions.forEach(subscription -> subscription.lost(first, last));
        }
    }
}
