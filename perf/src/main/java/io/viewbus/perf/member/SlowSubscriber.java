/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import io.viewbus.GroupEvent;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.SignalType;
import reactor.core.scheduler.Schedulers;

/** While a throttle is engaged, asks for no more events than that lets through, one hundredth of a second's at a time. */
final class SlowSubscriber extends BaseSubscriber<GroupEvent<byte[]>> {

    private static final int TURNS_PER_SECOND = 100;
    private static final int FAST_DEMAND = 1024;

    private final Throttle throttle;
    private final Consumer<GroupEvent<byte[]>> onEvent;
    private final Consumer<Throwable> onError;
    private final Disposable.Swap clock = Disposables.swap();
    private long unasked;
    private double allowance;

    SlowSubscriber(Throttle throttle, Consumer<GroupEvent<byte[]>> onEvent, Consumer<Throwable> onError) {
        this.throttle = throttle;
        this.onEvent = onEvent;
        this.onError = onError;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        request(FAST_DEMAND);
        long periodNs = TimeUnit.SECONDS.toNanos(1) / TURNS_PER_SECOND;
        clock.update(Schedulers.parallel().schedulePeriodically(this::turn, periodNs, periodNs, TimeUnit.NANOSECONDS));
    }

    private synchronized void turn() {
        int rate = throttle.rate();
        allowance = rate == 0 ? unasked : Math.min((double) unasked, allowance + (double) rate / TURNS_PER_SECOND);
        ask((long) allowance);
    }

    @Override
    protected void hookOnNext(GroupEvent<byte[]> event) {
        onEvent.accept(event);
        onTaken();
    }

    private synchronized void onTaken() {
        unasked++;
        if (throttle.rate() == 0 && unasked >= FAST_DEMAND / 2) {
            ask(unasked);
        }
    }

    private void ask(long count) {
        if (count > 0) {
            unasked -= count;
            allowance = Math.max(0, allowance - count);
            request(count);
        }
    }

    @Override
    protected void hookOnError(Throwable error) {
        onError.accept(error);
    }

    @Override
    protected void hookFinally(SignalType type) {
        clock.dispose();
    }
}
