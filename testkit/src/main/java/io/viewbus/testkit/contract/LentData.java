/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.contract;

import io.viewbus.spi.transport.FrameHandler;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** The data frames of a peer: leaves what it is lent where it is, and looks at each again when it is recalled. */
final class LentData implements FrameHandler {

    private record Lent(DirectBuffer buffer, int offset, int length, long position) {}

    private final FrameHandler checker;
    private final FrameHandler taker;
    private final Map<Long, Queue<Lent>> lent = new TreeMap<>();
    private int recalled;

    /**
     * Makes the handler.
     *
     * @param checker looks at the bytes of a frame
     * @param taker looks at them, too, and takes the frame or not
     */
    LentData(FrameHandler checker, FrameHandler taker) {
        this.checker = checker;
        this.taker = taker;
    }

    @Override
    public boolean onFrame(long link, DirectBuffer buffer, int offset, int length) {
        return taker.onFrame(link, buffer, offset, length);
    }

    @Override
    public boolean onLent(long link, DirectBuffer buffer, int offset, int length, long position) {
        boolean isTaken = taker.onFrame(link, buffer, offset, length);
        if (isTaken) {
            lent.computeIfAbsent(link, key -> new ArrayDeque<>()).add(new Lent(buffer, offset, length, position));
        }
        return isTaken;
    }

    @Override
    public void onRecall(long link, long position) {
        Queue<Lent> frames = lent.getOrDefault(link, new ArrayDeque<>());
        while (!frames.isEmpty() && frames.element().position() < position) {
            Lent frame = frames.remove();
            checker.onFrame(link, frame.buffer(), frame.offset(), frame.length());
            recalled++;
        }
    }

    /** How many frames are lent now. */
    int count() {
        return lent.values().stream().mapToInt(Queue::size).sum();
    }

    /** How many were recalled, and were as they had come. */
    int recalled() {
        return recalled;
    }
}
