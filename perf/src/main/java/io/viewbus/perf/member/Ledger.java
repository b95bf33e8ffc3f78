/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A member's books of what it was given: how much, in which order, and whether nothing of any sender is missing or twice.
 * Written by the thread that delivers, read by any.
 */
public final class Ledger {

    private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

    private final long[] counts;
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch failed = new CountDownLatch(1);
    private long digest;

    /**
     * Opens the books.
     *
     * @param members how many members send
     */
    public Ledger(int members) {
        counts = new long[members];
    }

    /**
     * Enters a delivered message.
     *
     * @param stamp its stamp
     */
    public void record(long stamp) {
        int member = Stamp.member(stamp);
        if (member >= counts.length || Stamp.count(stamp) != counts[member]) {
            fail(new IllegalStateException(outOfOrder(member, Stamp.count(stamp))));
            return;
        }
        counts[member]++;
        digest = (Long.rotateLeft(digest, 5) ^ stamp) * PRIME;
        delivered.setRelease(delivered.getPlain() + 1);
    }

    private String outOfOrder(int member, long count) {
        return member >= counts.length
                ? "a message of member " + member + " was delivered, of which there is none"
                : "message " + count + " of member " + member + " was delivered instead of message " + counts[member];
    }

    /**
     * Notes that the system failed; the first failure is kept.
     *
     * @param why the failure
     */
    public void fail(Throwable why) {
        failure.compareAndSet(null, why);
        failed.countDown();
    }

    /** Lets time pass, unless the system fails. */
    void pass(Duration time) throws InterruptedException {
        if (failed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
            requireSound();
        }
    }

    /** Throws if the system failed, or broke the order of a sender. */
    void requireSound() {
        Throwable why = failure.get();
        if (why != null) {
            throw new IllegalStateException(why.getMessage() == null ? why.toString() : why.getMessage(), why);
        }
    }

    /**
     * Returns how many messages were delivered.
     *
     * @return their number
     */
    public long delivered() {
        return delivered.getAcquire();
    }

    /** Returns the digest over the stamps in the order of their delivery; read {@link #delivered} before. */
    long digest() {
        return digest;
    }
}
