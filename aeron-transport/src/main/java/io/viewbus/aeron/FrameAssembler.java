/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.aeron.Image;
import io.aeron.logbuffer.ControlledFragmentHandler;
import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.logbuffer.Header;
import io.viewbus.spi.transport.FrameHandler;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes frames of fragments. Unlike Aeron's own assembler it bounds what a sender can make it keep, and continues a frame
 * only at its exact position in the stream, so that a link that broke and came back never yields a frame of two halves.
 */
final class FrameAssembler implements ControlledFragmentHandler {

    private final FrameHandler handler;
    private final int maxLength;
    private final Int2ObjectHashMap<PartialFrame> partials = new Int2ObjectHashMap<>();
    private long refusals;

    FrameAssembler(FrameHandler handler, int maxLength) {
        this.handler = handler;
        this.maxLength = maxLength;
    }

    /** Returns the link of a session: links are not negative. */
    static long link(int session) {
        return Integer.toUnsignedLong(session);
    }

    @Override
    public Action onFragment(DirectBuffer buffer, int offset, int length, Header header) {
        int flags = header.flags() & FrameDescriptor.UNFRAGMENTED & 0xFF;
        if (flags == (FrameDescriptor.UNFRAGMENTED & 0xFF)) {
            return toAction(handler.onLent(link(header.sessionId()), buffer, offset, length, start(header)));
        }
        if (flags == (FrameDescriptor.BEGIN_FRAG_FLAG & 0xFF)) {
            partialOf(header.sessionId()).begin(buffer, offset, length, header.position());
            return Action.CONTINUE;
        }
        return onLaterFragment(buffer, offset, length, header);
    }

    private Action onLaterFragment(DirectBuffer buffer, int offset, int length, Header header) {
        PartialFrame partial = partialOf(header.sessionId());
        long position = start(header);
        if (!partial.isContinuedAt(position) || partial.length() + length > maxLength) {
            partial.clear(); // The beginning was lost with an earlier image, or this is no frame of ours.
            return Action.CONTINUE;
        }
        partial.append(buffer, offset, length, header.position());
        boolean isLast = (header.flags() & FrameDescriptor.END_FRAG_FLAG) != 0;
        return isLast ? complete(partial, header.sessionId(), length, position) : Action.CONTINUE;
    }

    /** Where a frame starts in its stream, if its header tells the truth. */
    static long start(Header header) {
        return header.position() - BitUtil.align(header.frameLength(), FrameDescriptor.FRAME_ALIGNMENT);
    }

    private Action complete(PartialFrame partial, int session, int lastLength, long lastPosition) {
        boolean taken = handler.onFrame(link(session), partial.buffer(), 0, partial.length());
        if (taken) {
            partial.clear();
        } else {
            partial.giveBack(lastLength, lastPosition);
        }
        return toAction(taken);
    }

    /** Frames of an image can stay in its log until the driver clears them, which is a term behind what was read of it. */
    void recallRead(Image image) {
        handler.onRecall(link(image.sessionId()), image.position() - image.termBufferLength());
    }

    /** Drops what was collected for a session, with its memory. The log of its image is about to end, so nothing can stay there either. */
    void forget(int session) {
        handler.onRecall(link(session), Long.MAX_VALUE);
        partials.remove(session);
    }

    private PartialFrame partialOf(int session) {
        @Nullable PartialFrame partial = partials.get(session);
        if (partial == null) {
            partial = new PartialFrame();
            partials.put(session, partial);
        }
        return partial;
    }

    private Action toAction(boolean taken) {
        if (taken) {
            return Action.CONTINUE;
        }
        refusals++;
        return Action.ABORT;
    }

    /** Returns how often the handler refused a frame. */
    long refusals() {
        return refusals;
    }
}
