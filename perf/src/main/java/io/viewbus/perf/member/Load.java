/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.agrona.MutableDirectBuffer;

/**
 * What one sender sends, and when. With a rate the load is open: message n is due at a fixed time, whatever became of those before
 * it, and it carries that time; a system that stalls finds all that became due meanwhile. Without a rate a message is due as soon as
 * the one before it was taken. Used by one thread, but for {@link #stop}.
 */
public final class Load {

    private static final long LONGEST_PARK_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_BLOCK_NS = TimeUnit.MINUTES.toNanos(5);

    private final int sender;
    private final int size;
    private final double periodNs;
    private final Histogram blocked = new Histogram(LONGEST_BLOCK_NS, 3);
    private long startNs;
    private volatile long longestBlockNs;
    private long sent;
    private volatile boolean isStopped;
    private volatile boolean isNewStartWanted;

    /**
     * Makes the load of one sender.
     *
     * @param sender its number
     * @param size the bytes of a payload
     * @param ratePerSecond how many messages are due each second; 0 for as many as are taken
     */
    public Load(int sender, int size, double ratePerSecond) {
        this.sender = sender;
        this.size = size;
        this.periodNs = ratePerSecond > 0 ? TimeUnit.SECONDS.toNanos(1) / ratePerSecond : 0;
    }

    /**
     * Starts the schedule.
     *
     * @param delayNs how long from now the first message is due
     */
    public void start(long delayNs) {
        startNs = System.nanoTime() + delayNs;
    }

    /**
     * Tells whether a message is due.
     *
     * @return true without a rate
     */
    public boolean isDue() {
        return periodNs == 0 || System.nanoTime() - dueNs() >= 0;
    }

    /** Waits until a message is due, or a millisecond if that is less. */
    public void awaitDue() {
        long waitNs = dueNs() - System.nanoTime();
        if (waitNs > 0) {
            LockSupport.parkNanos(Math.min(waitNs, LONGEST_PARK_NS));
        }
    }

    private long dueNs() {
        return startNs + (long) (sent * periodNs);
    }

    /**
     * Makes the message that is due.
     *
     * @return a new payload
     */
    public byte[] payload() {
        byte[] payload = new byte[size];
        Stamp.write(payload, Stamp.of(sender, sent), dueNs());
        return payload;
    }

    /**
     * Writes the stamp of the message that is due.
     *
     * @param buffer where to
     * @param offset at which place
     */
    public void writeTo(MutableDirectBuffer buffer, int offset) {
        Stamp.write(buffer, offset, Stamp.of(sender, sent), dueNs());
    }

    /** Notes that the message that was due is sent: the system took it. */
    public void sent() {
        if (isNewStartWanted) {
            isNewStartWanted = false;
            blocked.reset();
            longestBlockNs = 0;
            startNs += Math.max(0, System.nanoTime() - dueNs());
        }
        if (periodNs > 0) {
            long blockedNs = Math.max(0, System.nanoTime() - dueNs());
            blocked.recordValue(Math.min(blockedNs, LONGEST_BLOCK_NS));
            if (blockedNs > longestBlockNs) {
                longestBlockNs = blockedNs;
            }
        }
        sent++;
    }

    /**
     * Begins the schedule anew with the next message, and to count waits: what is late by then waited for members that were not warm. From
     * any thread.
     */
    void startAnew() {
        isNewStartWanted = true;
    }

    /** Ends the load; from any thread. */
    public void stop() {
        isStopped = true;
    }

    /**
     * Tells whether the load ended.
     *
     * @return true after {@link #stop}
     */
    public boolean isStopped() {
        return isStopped;
    }

    /**
     * Returns the number of the sender.
     *
     * @return the number
     */
    public int sender() {
        return sender;
    }

    /**
     * Returns the bytes of a payload.
     *
     * @return the size
     */
    public int size() {
        return size;
    }

    /**
     * Returns how many messages were sent; read it when the sender has ended.
     *
     * @return their number
     */
    public long count() {
        return sent;
    }

    /**
     * Returns for how long messages waited, from when they were due until they were taken; read it when the sender has ended.
     *
     * @return the waits, empty without a rate
     */
    public Histogram blocked() {
        return blocked;
    }

    /** Returns the longest wait since it was asked for last. */
    long takeLongestBlockNs() {
        long longest = longestBlockNs;
        longestBlockNs = 0;
        return longest;
    }
}
