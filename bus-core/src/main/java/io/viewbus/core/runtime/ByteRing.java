/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import io.viewbus.core.wire.MessageBatch;
import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Records of bytes from one thread to another. Agrona's rings clear what was read and show each record by itself; here the writer
 * shows what it wrote in one go, and nothing is cleared. At a gigabyte per second that is a tenth of the work of both threads.
 *
 * <p>A record is its length, and the bytes padded to 8, as in a {@link MessageBatch}. One that does not fit before the end of the ring starts anew, and the length
 * before it says so.
 */
final class ByteRing {

    /** Takes records. */
    @FunctionalInterface
    interface Reader {
        /**
         * Takes a record, whose bytes are there during the call only.
         *
         * @return false to refuse it: it comes again with the next read
         */
        boolean onRecord(DirectBuffer buffer, int offset, int length);
    }

    /** Takes records that lie one after the other, as {@link MessageBatch} has them. */
    @FunctionalInterface
    interface BlockReader {
        /**
         * Takes records, whose bytes are there during the call only.
         *
         * @param length how long they are together
         * @param count how many they are
         * @param bytes how long they are without what is the ring's
         * @return false to refuse them: they come again with the next read
         */
        boolean onRecords(DirectBuffer buffer, int offset, int length, int count, int bytes);
    }

    /** What {@link #claim} answers when there is no room. */
    static final int FULL = -1;

    private static final int LENGTH = MessageBatch.RECORD;
    private static final int SKIP = -1;
    /** Far enough from each other that the two threads do not contend for a cache line, prefetched neighbours included. */
    private static final int APART = 2 * BitUtil.CACHE_LINE_LENGTH;

    private static final int WRITTEN = APART;
    private static final int READ = 2 * APART;
    /** The writer hears of room when so many parts of the ring were read. */
    private static final int PARTS = 16;

    private final int capacity;
    private final UnsafeBuffer ring;
    /** Positions that both threads see: what is to be read, and what was read. */
    private final UnsafeBuffer shown = new UnsafeBuffer(ByteBuffer.allocateDirect(3 * APART));

    private long written;
    private long freeUpTo;
    private long next;

    /**
     * Makes a ring.
     *
     * @param capacity its size, a power of two; a record may have at most half of it
     */
    ByteRing(int capacity) {
        if (!BitUtil.isPowerOfTwo(capacity)) {
            throw new IllegalArgumentException("the size of a ring must be a power of two and not " + capacity);
        }
        this.capacity = capacity;
        this.freeUpTo = capacity;
        this.ring = new UnsafeBuffer(ByteBuffer.allocateDirect(capacity));
    }

    int capacity() {
        return capacity;
    }

    /** The largest record. */
    int maxLength() {
        return capacity / 2 - LENGTH;
    }

    // ---- on the writer's thread -------------------------------------------------------------------------------------

    /** Makes room for a record, to be written into {@link #buffer} from the index that is returned, or returns {@link #FULL}. */
    int claim(int length) {
        int record = MessageBatch.recordLength(length);
        int toEnd = capacity - indexOf(written);
        long start = record <= toEnd ? written : written + toEnd;
        if (start + record > freeUpTo) {
            freeUpTo = shown.getLongVolatile(READ) + capacity;
            if (start + record > freeUpTo) {
                return FULL;
            }
        }
        if (start != written) {
            MessageBatch.writeLength(ring, indexOf(written), SKIP);
        }
        MessageBatch.writeLength(ring, indexOf(start), length);
        written = start + record;
        return indexOf(start) + LENGTH;
    }

    MutableDirectBuffer buffer() {
        return ring;
    }

    /** Shows the reader all that was written. */
    void show() {
        shown.putLongOrdered(WRITTEN, written);
    }

    /** How much was ever written. */
    long position() {
        return written;
    }

    // ---- on the reader's thread -------------------------------------------------------------------------------------

    boolean isEmpty() {
        return next == shown.getLongVolatile(WRITTEN);
    }

    /** Reads what is there, at most so many records, until one is refused. Returns how many were taken. */
    int read(Reader reader, int limit) {
        long end = shown.getLongVolatile(WRITTEN);
        long told = next;
        int count = 0;
        while (next < end && count < limit) {
            int index = indexOf(next);
            int length = MessageBatch.length(ring, index);
            if (length == SKIP) {
                next += capacity - index;
            } else if (reader.onRecord(ring, index + LENGTH, length)) {
                next += MessageBatch.recordLength(length);
                count++;
            } else {
                break;
            }
            if (next - told >= capacity / PARTS) {
                // The writer need not wait for the end of a long read.
                told = next;
                shown.putLongOrdered(READ, next);
            }
        }
        shown.putLongOrdered(READ, next);
        return count;
    }

    /**
     * Reads what is there, several records at a time, until some are refused or enough was read.
     *
     * @param most how many bytes of records are read at a time, unless one alone is longer
     * @param limit after how many bytes to stop
     * @return how many bytes were taken
     */
    int readBlocks(BlockReader reader, int most, int limit) {
        long end = shown.getLongVolatile(WRITTEN);
        long first = next;
        boolean taken = true;
        while (taken && next < end && next - first < limit) {
            int index = indexOf(next);
            if (MessageBatch.length(ring, index) == SKIP) {
                next += capacity - index;
            } else {
                taken = readBlock(reader, index, (int) Math.min(end - next, capacity - index), most);
            }
        }
        shown.putLongOrdered(READ, next);
        return (int) (next - first);
    }

    private boolean readBlock(BlockReader reader, int index, int there, int most) {
        int length = 0;
        int count = 0;
        int bytes = 0;
        int payload;
        while (length < there && (payload = MessageBatch.length(ring, index + length)) != SKIP) {
            int record = MessageBatch.recordLength(payload);
            if (count > 0 && length + record > most) {
                break;
            }
            length += record;
            bytes += payload;
            count++;
        }
        boolean taken = reader.onRecords(ring, index, length, count, bytes);
        next += taken ? length : 0;
        return taken;
    }

    private int indexOf(long position) {
        return (int) position & (capacity - 1);
    }
}
