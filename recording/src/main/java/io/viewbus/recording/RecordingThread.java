/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes records from the ring and has them written. Looks every millisecond, so nobody has to wake it. */
final class RecordingThread implements Runnable, MessageHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingThread.class);

    private static final long NAP_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long CLOSING_MS = 5_000;
    /** The thread writes to disk at least that often while there is more and more. */
    private static final int BATCH = 4096;

    private final OneToOneRingBuffer ring;
    private final SegmentWriter segments;
    private final Thread thread = new Thread(this, "viewbus-recording");
    private volatile @Nullable String failure;
    private volatile @Nullable LongSupplier closing;

    RecordingThread(OneToOneRingBuffer ring, SegmentWriter segments) {
        this.ring = ring;
        this.segments = segments;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Nullable
    String failure() {
        return failure;
    }

    /** Ends the thread after it wrote what is there; says how many records are missing, which is known only then. */
    void close(LongSupplier lost) {
        closing = lost;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSING_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        LongSupplier end = null;
        while (end == null) {
            end = closing;
            // A read stops at the end of the ring, sometimes before it gave anything.
            while (ring.size() > 0) {
                drain();
            }
            if (end == null) {
                LockSupport.parkNanos(this, NAP_NS);
            }
        }
        finish(end.getAsLong());
    }

    private void drain() {
        if (ring.read(this, BATCH) > 0) {
            attempt(segments::flush);
        }
    }

    @Override
    public void onMessage(int kind, MutableDirectBuffer buffer, int offset, int length) {
        if (failure != null) {
            return;
        }
        try {
            segments.write(kind, buffer, offset, length);
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    private void finish(long lost) {
        attempt(() -> segments.end(lost));
        try {
            segments.close();
        } catch (IOException e) {
            fail(e);
        }
    }

    /** After a failure records are thrown away: what is written until then is of use, and what comes after a hole is not. */
    private void attempt(Writing writing) {
        if (failure != null) {
            return;
        }
        try {
            writing.run();
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    private void fail(Exception e) {
        String sentence = "nothing is recorded any more: " + segments.where() + " cannot be written (" + e + ")";
        failure = sentence;
        LOG.warn(sentence);
    }

    private interface Writing {
        void run() throws IOException;
    }
}
