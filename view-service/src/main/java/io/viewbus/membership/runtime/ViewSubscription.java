/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.runtime;

import io.viewbus.view.ClusterException;
import io.viewbus.view.ClusterException.ViewsMissed;
import io.viewbus.view.View;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/** One subscriber of the views: its demand and what it has not read yet. All but request and cancel where the stream is drained. */
final class ViewSubscription implements Subscription {

    private final CoreSubscriber<? super View> subscriber;
    private final Runnable signal;
    private final int limit;
    private final ArrayDeque<View> unread = new ArrayDeque<>();
    private final AtomicLong requested = new AtomicLong();
    private volatile boolean cancelled;
    private volatile @Nullable Throwable rejected;
    private boolean ending;
    private boolean over;
    private @Nullable ClusterException cause;

    ViewSubscription(CoreSubscriber<? super View> subscriber, Runnable signal, int limit) {
        this.subscriber = subscriber;
        this.signal = signal;
        this.limit = limit;
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            rejected = new IllegalArgumentException("requested " + n + " views; a request must be positive (rule 3.9)");
        } else {
            requested.accumulateAndGet(n, Operators::addCap);
        }
        signal.run();
    }

    @Override
    public void cancel() {
        cancelled = true;
        signal.run();
    }

    boolean isOver() {
        return over || cancelled;
    }

    void add(View view) {
        if (isOver()) {
            return;
        }
        if (unread.size() >= limit) {
            lost(unread.getFirst(), view);
        } else {
            unread.add(view);
        }
    }

    /** Ends the subscription because views cannot be kept for it any more. */
    void lost(View first, View last) {
        View oldest = unread.isEmpty() ? first : unread.getFirst();
        unread.clear();
        fail(new ViewsMissed(oldest.id(), last.id(), limit));
    }

    void end(@Nullable ClusterException reason) {
        ending = true;
        cause = reason;
    }

    void drain() {
        Throwable invalid = rejected;
        if (invalid != null) {
            fail(invalid);
        }
        while (!isOver() && !unread.isEmpty() && requested.get() > 0) {
            if (requested.get() != Long.MAX_VALUE) {
                requested.decrementAndGet();
            }
            subscriber.onNext(unread.removeFirst());
        }
        if (!isOver() && ending && unread.isEmpty()) {
            finish();
        }
    }

    private void finish() {
        over = true;
        if (cause == null) {
            subscriber.onComplete();
        } else {
            subscriber.onError(cause);
        }
    }

    private void fail(Throwable error) {
        if (!isOver()) {
            over = true;
            subscriber.onError(error);
        }
    }
}
