/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.aeron.logbuffer.ControlledFragmentHandler;
import io.aeron.logbuffer.Header;
import org.agrona.DirectBuffer;

/**
 * Lets through what really is of an image. The driver looks at the first header of a datagram only, so any later one may name another
 * session or another place, or reach beyond the log: what is lent by such a name would outlive the log that it lies in.
 */
final class ImageFragments implements ControlledFragmentHandler {

    private final int session;
    private final ControlledFragmentHandler handler;
    private long termStart;

    ImageFragments(int session, ControlledFragmentHandler handler) {
        this.session = session;
        this.handler = handler;
    }

    /** Says where the image is read next: no read goes beyond the term. */
    void from(long position, int termLength) {
        termStart = position & -termLength;
    }

    @Override
    public Action onFragment(DirectBuffer buffer, int offset, int length, Header header) {
        return header.sessionId() == session
                        && offset + length <= buffer.capacity()
                        && FrameAssembler.start(header) == termStart + header.offset()
                ? handler.onFragment(buffer, offset, length, header)
                : Action.CONTINUE;
    }
}
