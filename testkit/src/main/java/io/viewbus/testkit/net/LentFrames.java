/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.net;

import io.viewbus.spi.transport.FrameHandler;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The data frames of a link that may be read where they were handed over, as in the log of a transport, which is cleared behind its
 * reader: what was recalled is overwritten at once. No chance is drawn for it, so nothing else in a run depends on it.
 */
final class LentFrames {

    /** So few that frames are recalled while they are needed. */
    private static final int MOST = 8;
    /** As when a link breaks, all are recalled now and then. */
    private static final int ALL_AFTER = 31;
    /** One of so many is not lent, as those that came in pieces. */
    private static final int COPIED_OF = 5;

    private record Lent(long position, byte[] bytes) {}

    private final PoisonedBuffer buffer;
    private final ArrayDeque<Lent> frames = new ArrayDeque<>();
    private long position;
    private int count;

    LentFrames(PoisonedBuffer buffer) {
        this.buffer = buffer;
    }

    boolean handTo(FrameHandler handler, long link, byte[] frame) {
        boolean isTaken =
                count % COPIED_OF == 0 ? buffer.handTo(handler, link, frame) : lendTo(handler, link, frame.clone());
        if (isTaken) {
            count++;
            position += frame.length;
        }
        return isTaken;
    }

    private boolean lendTo(FrameHandler handler, long link, byte[] bytes) {
        boolean isTaken = handler.onLent(link, new UnsafeBuffer(bytes), 0, bytes.length, position);
        if (isTaken) {
            frames.add(new Lent(position, bytes));
        } else {
            Arrays.fill(bytes, PoisonedBuffer.POISON);
        }
        return isTaken;
    }

    /** Recalls what is old, and now and then everything. */
    void recallSome(FrameHandler handler, long link) {
        recall(handler, link, count % ALL_AFTER == 0 ? 0 : MOST);
    }

    void recallAll(FrameHandler handler, long link) {
        recall(handler, link, 0);
    }

    private void recall(FrameHandler handler, long link, int left) {
        if (frames.size() > left) {
            long upTo = left == 0 ? Long.MAX_VALUE : startOfLast(left);
            handler.onRecall(link, upTo);
            while (!frames.isEmpty() && frames.element().position() < upTo) {
                Arrays.fill(frames.remove().bytes(), PoisonedBuffer.POISON);
            }
        }
    }

    private long startOfLast(int count) {
        return frames.stream()
                .skip(frames.size() - count)
                .findFirst()
                .orElseThrow()
                .position();
    }
}
