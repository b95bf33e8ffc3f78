/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import io.viewbus.GroupEvent;
import io.viewbus.membership.runtime.DeliveryLoop;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Operators;

/** One subscriber of a group's events. All but request and cancel on the delivery loop. */
final class EventSubscription<T> implements Subscription {

    private final CoreSubscriber<? super GroupEvent<T>> subscriber;
    private final DeliveryLoop loop;
    private final AtomicLong requested = new AtomicLong();
    private volatile boolean cancelled;
    private volatile @Nullable Throwable invalidRequest;
    private boolean over;

    EventSubscription(CoreSubscriber<? super GroupEvent<T>> subscriber, DeliveryLoop loop) {
        this.subscriber = subscriber;
        this.loop = loop;
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            invalidRequest =
                    new IllegalArgumentException("requested " + n + " events; a request must be positive (rule 3.9)");
        } else {
            requested.accumulateAndGet(n, Operators::addCap);
        }
        loop.signal();
    }

    @Override
    public void cancel() {
        cancelled = true;
        loop.signal();
    }

    boolean isOver() {
        Throwable invalid = invalidRequest;
        if (invalid != null && !over) {
            error(invalid);
        }
        return over || cancelled;
    }

    boolean hasDemand() {
        return requested.get() > 0;
    }

    void next(GroupEvent<T> event) {
        if (requested.get() != Long.MAX_VALUE) {
            requested.decrementAndGet();
        }
        try {
            subscriber.onNext(event);
        } catch (Throwable t) {
            // A subscriber that throws breaks the rules; it ends, the others go on.
            Exceptions.throwIfJvmFatal(t);
            error(t);
        }
    }

    void end(@Nullable Throwable cause) {
        if (cause != null) {
            error(cause);
        } else if (!over && !cancelled) {
            over = true;
            subscriber.onComplete();
        }
    }

    private void error(Throwable cause) {
        if (!over && !cancelled) {
            over = true;
            subscriber.onError(cause);
        }
    }
}
