/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import io.viewbus.Order;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A member's books of what it was given: how much, in which order, how late, and whether nothing of any sender is missing or twice.
 * Written by the thread that delivers, read by any.
 */
public final class Ledger {

    private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;
    private static final long UNKNOWN = -1;

    private final MemberTask task;
    private final AtomicLongArray counts;
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch failed = new CountDownLatch(1);
    private final CountDownLatch reached = new CountDownLatch(1);
    private final Delays delays;
    private final @Nullable ViewLog views;
    private volatile long @Nullable [] targets;
    /** One over all, but one for each topic where one is read slowly: between topics its subscribers have no common order. */
    private final long[] digests;

    /**
     * Opens the books.
     *
     * @param task says how many senders there are, and whether they sent before this member came
     */
    public Ledger(MemberTask task) {
        this.task = task;
        this.counts = new AtomicLongArray(task.senders());
        for (int sender = 0; task.isNewcomer() && sender < counts.length(); sender++) {
            counts.set(sender, UNKNOWN);
        }
        this.digests = new long[task.scenario() == Scenario.SLOW ? task.lanes() : 1];
        this.delays = new Delays(task);
        this.views = task.scenario() == Scenario.VIEWCHANGE ? new ViewLog() : null;
    }

    /**
     * Enters a delivered message.
     *
     * @param payload starts with a stamp
     */
    public void record(byte[] payload) {
        record(Stamp.stamp(payload, 0), Stamp.dueNs(payload, 0));
    }

    /**
     * Enters a delivered message.
     *
     * @param payload holds a stamp
     * @param offset where it is
     */
    public void record(byte[] payload, int offset) {
        record(Stamp.stamp(payload, offset), Stamp.dueNs(payload, offset));
    }

    /**
     * Enters a delivered message.
     *
     * @param buffer holds a stamp
     * @param offset where it is
     */
    public void record(DirectBuffer buffer, int offset) {
        record(Stamp.stamp(buffer, offset), Stamp.dueNs(buffer, offset));
    }

    void record(long stamp, long dueNs) {
        int sender = Stamp.sender(stamp);
        long count = Stamp.count(stamp);
        if (sender >= counts.length() || !isNext(sender, count)) {
            fail(new IllegalStateException(outOfOrder(sender, count)));
            return;
        }
        int which = sender % digests.length;
        digests[which] = with(digests[which], stamp);
        if (views != null) {
            views.onDelivery();
        }
        delays.record(sender, dueNs);
        delivered.lazySet(delivered.getPlain() + 1);
        counts.set(sender, count + 1); // Seen before the targets are read.
        if (targets != null) {
            compareWithTargets();
        }
    }

    private boolean isNext(int sender, long count) {
        long expected = counts.getPlain(sender);
        return expected == count || expected == UNKNOWN;
    }

    /** Where no order is agreed upon, only what was delivered is compared. */
    private long with(long digest, long stamp) {
        long mixed = (stamp ^ stamp >>> 29) * PRIME;
        return task.order() == Order.FIFO ? digest + mixed : (Long.rotateLeft(digest, 5) ^ stamp) * PRIME;
    }

    private String outOfOrder(int sender, long count) {
        return sender >= counts.length()
                ? "a message of sender " + sender + " was delivered, of which there is none"
                : "message " + count + " of sender " + sender + " was delivered instead of message "
                        + counts.get(sender);
    }

    /**
     * Notes a view; by the thread that delivers.
     *
     * @param id its identity, as the system calls it
     * @param members how many members it has
     * @param isCoordinator whether this member is the first of it
     * @param tookNs how long it took to agree on it, 0 if that is not known
     */
    public void view(String id, int members, boolean isCoordinator, long tookNs) {
        if (views != null) {
            views.onView(id, members, isCoordinator, tookNs, digest(), delivered.getPlain());
            Arrays.fill(digests, 0);
        }
    }

    /**
     * Notes that the system failed; the first failure is kept.
     *
     * @param why the failure
     */
    public void fail(Throwable why) {
        failure.compareAndSet(null, why);
        failed.countDown();
        reached.countDown();
    }

    /** Lets time pass, unless the system fails. */
    void pass(Duration time) throws InterruptedException {
        if (failed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
            requireSound();
        }
    }

    /** Throws if the system failed, or broke the order of a sender. */
    public void requireSound() {
        Throwable why = failure.get();
        if (why != null) {
            throw new IllegalStateException(why.getMessage() == null ? why.toString() : why.getMessage(), why);
        }
    }

    /** Waits until so many messages of each sender were delivered; fewer in time, or more, are an error. */
    void awaitDelivered(Targets wanted, Duration timeout) throws InterruptedException {
        targets = wanted.counts(counts.length());
        compareWithTargets();
        boolean isComplete = reached.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
        requireSound();
        for (int sender : wanted.senders()) {
            if (!isComplete || counts.get(sender) != wanted.of(sender)) {
                wanted.require(sender, Math.max(0, counts.get(sender)));
            }
        }
    }

    private void compareWithTargets() {
        long[] wanted = targets;
        if (wanted == null) {
            return;
        }
        for (int sender = 0; sender < wanted.length; sender++) {
            if (Math.max(0, counts.get(sender)) < wanted[sender]) {
                return;
            }
        }
        reached.countDown();
    }

    /**
     * Returns how many messages were delivered.
     *
     * @return their number
     */
    public long delivered() {
        return delivered.getAcquire();
    }

    /** Returns how many messages of each sender were delivered. */
    long[] deliveredBySender() {
        long[] copy = new long[counts.length()];
        for (int sender = 0; sender < copy.length; sender++) {
            copy[sender] = Math.max(0, counts.get(sender));
        }
        return copy;
    }

    /** Returns the digest over the stamps in the order of their delivery, in this view; read {@link #deliveredBySender} before. */
    long digest() {
        return digests.length == 1 ? digests[0] : Arrays.hashCode(digests);
    }

    Delays delays() {
        return delays;
    }

    /** Returns what was seen of views; only where views change. */
    ViewLog views() {
        if (views == null) {
            throw new IllegalStateException("views are not watched in this scenario");
        }
        return views;
    }
}
