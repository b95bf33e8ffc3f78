/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import io.viewbus.Group;
import io.viewbus.GroupView;
import io.viewbus.RawHandler;
import io.viewbus.RawPublication;
import io.viewbus.view.Member;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Viewbus without objects: bytes in, Aeron's return codes out, bytes to a handler. */
public final class RawContender implements Contender, RawHandler {

    private static final long MIN_PARK_NS = 1_000;
    private static final long MAX_PARK_NS = 100_000;

    private final MemberTask task;
    private final Ledger ledger;
    private final ViewbusMember member;
    private final CountDownLatch complete = new CountDownLatch(1);
    private final Thread publisher = new Thread(this::publish, "publisher");
    private @Nullable Group<byte[]> group;
    private volatile boolean isStopping;
    private volatile long sent;

    /**
     * Makes the contender.
     *
     * @param task what to do
     * @param ledger where deliveries go
     */
    public RawContender(MemberTask task, Ledger ledger) {
        this.task = task;
        this.member = new ViewbusMember(task);
        this.ledger = ledger;
    }

    @Override
    public void join(Duration timeout) throws InterruptedException {
        group = member.join(timeout);
        group.handle(this);
        if (!complete.await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("the members did not all join within " + timeout.toSeconds() + " s");
        }
    }

    @Override
    public void onView(GroupView view) {
        if (view.members().size() == task.members()) {
            complete.countDown();
        }
    }

    @Override
    public void onMessage(Member sender, long sequence, DirectBuffer buffer, int offset, int length) {
        ledger.record(buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN));
    }

    @Override
    public void start() {
        publisher.start();
    }

    private void publish() {
        RawPublication publication =
                Objects.requireNonNull(group, "joined before").raw();
        UnsafeBuffer payload = new UnsafeBuffer(new byte[task.size()]);
        IdleStrategy idle = new BackoffIdleStrategy(0, 1, MIN_PARK_NS, MAX_PARK_NS);
        long count = 0;
        while (!isStopping) {
            payload.putLong(0, Stamp.of(task.index(), count), ByteOrder.LITTLE_ENDIAN);
            long result = publication.offer(payload, 0, task.size());
            if (result == RawPublication.CLOSED) {
                ledger.fail(new IllegalStateException("the member lost its group while publishing"));
                return;
            }
            count += result > 0 ? 1 : 0;
            idle.idle(result > 0 ? 1 : 0);
        }
        sent = count;
    }

    @Override
    public long stop(Duration timeout) throws InterruptedException {
        isStopping = true;
        publisher.join(timeout.toMillis());
        if (publisher.isAlive()) {
            throw new IllegalStateException("the publisher did not stop within " + timeout.toSeconds() + " s");
        }
        return sent;
    }

    @Override
    public void close() {
        member.close();
    }
}
