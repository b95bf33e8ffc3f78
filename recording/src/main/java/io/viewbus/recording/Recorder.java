/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * How a member is recorded. Immutable: each setter returns a new description.
 *
 * <pre>{@code
 * try (Recording recording = Recorder.into(Path.of("/var/lib/shop/trace")).start();
 *         Bus bus = ViewBus.create()
 *                 .cluster("shop")
 *                 .member("ant")
 *                 .transport(AeronTransport.multicast())
 *                 .trace(recording)
 *                 .connectNow()) {
 *     ...
 * }
 * }</pre>
 */
public final class Recorder {

    /** What the files of a member take at most unless {@link #limit} says otherwise: 256 MiB. */
    public static final long DEFAULT_LIMIT = 256L << 20;

    private static final long LEAST_LIMIT = 1L << 20;
    private static final int DEFAULT_HAND_OFF = 4 << 20;
    private static final int LEAST_HAND_OFF = 1 << 16;
    private static final int MOST_HAND_OFF = 1 << 30;

    private final Path directory;
    private final long limit;
    private final int handOff;

    private Recorder(Path directory, long limit, int handOff) {
        this.directory = directory;
        this.limit = limit;
        this.handOff = handOff;
    }

    /**
     * Returns a recorder with the usual limits.
     *
     * @param directory where the files go; made if it is not there. Members may share it
     * @return the recorder
     */
    public static Recorder into(Path directory) {
        return new Recorder(Objects.requireNonNull(directory), DEFAULT_LIMIT, DEFAULT_HAND_OFF);
    }

    /**
     * Bounds the files. Beyond that the oldest of this member's name go, those of earlier runs first.
     *
     * @param bytes 1 MiB or more, for all files of this member's name together
     * @return a new recorder
     * @throws IllegalArgumentException if it is less
     */
    public Recorder limit(long bytes) {
        if (bytes < LEAST_LIMIT) {
            throw new IllegalArgumentException(
                    "a recording needs room for " + LEAST_LIMIT + " bytes or more, not " + bytes);
        }
        return new Recorder(directory, bytes, handOff);
    }

    /**
     * Bounds the memory in which events wait to be written. An event takes some 100 bytes; where it is full, there will be a gap.
     *
     * @param bytes 64 KiB to 1 GiB, rounded up to a power of two; 4 MiB without this
     * @return a new recorder
     * @throws IllegalArgumentException if it is less or more
     */
    public Recorder handOff(int bytes) {
        if (bytes < LEAST_HAND_OFF || bytes > MOST_HAND_OFF) {
            throw new IllegalArgumentException("the hand-off of a recording has " + LEAST_HAND_OFF + " to "
                    + MOST_HAND_OFF + " bytes, not " + bytes);
        }
        return new Recorder(directory, limit, BitUtil.findNextPositivePowerOfTwo(bytes));
    }

    /**
     * Starts a recording, with a thread of its own. Files are made once the member asks to be let in.
     *
     * @return the recording; to be given to one bus as its trace, and to be closed after it
     */
    public Recording start() {
        OneToOneRingBuffer ring = newRing();
        RecordingThread thread = new RecordingThread(ring, new SegmentWriter(directory, limit));
        thread.start();
        return new Recording(ring, thread);
    }

    private OneToOneRingBuffer newRing() {
        return new OneToOneRingBuffer(
                new UnsafeBuffer(ByteBuffer.allocateDirect(handOff + RingBufferDescriptor.TRAILER_LENGTH)));
    }
}
