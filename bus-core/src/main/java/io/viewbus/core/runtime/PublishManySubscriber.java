/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import io.viewbus.Receipt;
import io.viewbus.membership.runtime.DeliveryLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Between a source of payloads and a subscriber to receipts. Payloads arrive on the source's thread; everything else happens on
 * the delivery loop. A slot stands for each message until its receipt is emitted, so receipts keep the order of messages, and at
 * most {@value #MAX_SLOTS} messages and about {@value #MAX_BYTES} bytes are held.
 */
final class PublishManySubscriber<T> implements CoreSubscriber<T>, Subscription, DeliveryLoop.Source {

    private static final int MAX_SLOTS = 4096;
    private static final long MAX_BYTES = 1 << 20;
    /** Few enough that as many of the largest payloads do not count beside the limit of bytes. */
    private static final int BATCH = 16;

    /** One message: its outcome arrives on the delivery loop, or at once when it cannot even be sent. */
    private static final class Slot implements Command.Outcome {
        final DeliveryLoop loop;
        volatile int bytes;
        volatile @Nullable Receipt receipt;
        volatile @Nullable Throwable failure;

        Slot(DeliveryLoop loop) {
            this.loop = loop;
        }

        @Override
        public void onReceipt(Receipt stable) {
            receipt = stable;
            loop.signal();
        }

        @Override
        public void onFailure(Throwable why) {
            failure = why;
            loop.signal();
        }
    }

    private final CommandQueue commands;
    private final LiveTopic<T> topic;
    private final CoreSubscriber<? super Receipt> actual;
    private final Queue<Slot> slots = new ConcurrentLinkedQueue<>();
    private final AtomicLong requested = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private volatile @Nullable Subscription source;
    private volatile boolean sourceDone;
    private volatile @Nullable Throwable sourceError;
    private volatile @Nullable Throwable invalidRequest;
    private volatile boolean cancelled;
    private long taken;
    private long emitted;

    PublishManySubscriber(CommandQueue commands, LiveTopic<T> topic, CoreSubscriber<? super Receipt> actual) {
        this.commands = commands;
        this.topic = topic;
        this.actual = actual;
    }

    // ---- from the source --------------------------------------------------------------------------------------------

    @Override
    public Context currentContext() {
        return actual.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (source != null || cancelled) {
            subscription.cancel();
            return;
        }
        source = subscription;
        commands.loop().signal();
    }

    @Override
    public void onNext(T value) {
        received.incrementAndGet();
        Slot slot = new Slot(commands.loop());
        slots.add(slot);
        try {
            Command.Publish publish = topic.command(value, slot);
            slot.bytes = publish.payload().length;
            bytes.addAndGet(slot.bytes);
            commands.submit(publish);
        } catch (RuntimeException e) {
            slot.onFailure(e);
        }
    }

    @Override
    public void onError(Throwable error) {
        sourceError = error;
        onComplete();
    }

    @Override
    public void onComplete() {
        sourceDone = true;
        commands.loop().signal();
    }

    // ---- from the subscriber ----------------------------------------------------------------------------------------

    @Override
    public void request(long n) {
        if (n <= 0) {
            invalidRequest =
                    new IllegalArgumentException("requested " + n + " receipts; a request must be positive (rule 3.9)");
        } else {
            requested.accumulateAndGet(n, Operators::addCap);
        }
        commands.loop().signal();
    }

    @Override
    public void cancel() {
        cancelled = true;
        commands.loop().signal();
    }

    // ---- on the delivery loop ---------------------------------------------------------------------------------------

    @Override
    public void drain() {
        Throwable invalid = invalidRequest;
        if (cancelled) {
            stop();
        } else if (invalid != null) {
            fail(invalid);
        } else if (emitReceipts()) {
            finishOrTakeMore();
        }
    }

    /** Returns false if a failure ended the stream. */
    private boolean emitReceipts() {
        Slot head;
        while (!cancelled && (head = slots.peek()) != null) {
            Throwable failure = head.failure;
            Receipt receipt = head.receipt;
            if (failure != null) {
                fail(failure);
                return false;
            }
            if (receipt == null || requested.get() == 0) {
                break;
            }
            slots.remove();
            bytes.addAndGet(-head.bytes);
            emitted++;
            if (requested.get() != Long.MAX_VALUE) {
                requested.decrementAndGet();
            }
            actual.onNext(receipt);
        }
        return true;
    }

    private void finishOrTakeMore() {
        if (sourceDone && slots.isEmpty()) {
            finish();
        } else {
            takeMore();
        }
    }

    private void finish() {
        commands.loop().remove(this);
        Throwable error = sourceError;
        if (error != null) {
            actual.onError(error);
        } else {
            actual.onComplete();
        }
    }

    /** A source that emits at once is seen in the bytes at once; of one that does not, one batch at a time is asked for. */
    private void takeMore() {
        Subscription upstream = source;
        boolean arrived = true;
        while (upstream != null && arrived && !sourceDone && !cancelled && hasRoom()) {
            taken += BATCH;
            upstream.request(BATCH);
            arrived = received.get() >= taken;
        }
    }

    private boolean hasRoom() {
        return bytes.get() < MAX_BYTES && taken - emitted <= MAX_SLOTS - BATCH && taken - received.get() < 2 * BATCH;
    }

    private void fail(Throwable why) {
        stop();
        actual.onError(why);
    }

    private void stop() {
        cancelled = true;
        commands.loop().remove(this);
        Subscription upstream = source;
        if (upstream != null) {
            upstream.cancel();
        }
    }
}
