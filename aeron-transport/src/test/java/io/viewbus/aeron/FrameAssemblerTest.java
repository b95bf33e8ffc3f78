/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.logbuffer.ControlledFragmentHandler.Action;
import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.logbuffer.Header;
import io.aeron.protocol.DataHeaderFlyweight;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FrameAssemblerTest {

    private static final byte BEGIN = FrameDescriptor.BEGIN_FRAG_FLAG;
    private static final byte MIDDLE = 0;
    private static final byte END = FrameDescriptor.END_FRAG_FLAG;
    private static final byte WHOLE = FrameDescriptor.UNFRAGMENTED;
    private static final int SLOT = 64;

    private final List<String> frames = new ArrayList<>();
    private boolean takes = true;
    private final FrameAssembler assembler = new FrameAssembler(
            (link, buffer, offset, length) ->
                    takes && frames.add(link + ":" + buffer.getStringWithoutLengthAscii(offset, length)),
            12);

    /** Offers a fragment that stands in the given place of the stream; all but the last have the length of a slot. */
    private Action offer(int place, byte flags, String text) {
        UnsafeBuffer term = new UnsafeBuffer(new byte[64 * 1024]);
        DataHeaderFlyweight frame = new DataHeaderFlyweight();
        frame.wrap(term, place * SLOT, DataHeaderFlyweight.HEADER_LENGTH);
        frame.sessionId(-1).streamId(1).termId(0).termOffset(place * SLOT).flags(flags);
        frame.frameLength(DataHeaderFlyweight.HEADER_LENGTH + text.length());
        int offset = place * SLOT + DataHeaderFlyweight.HEADER_LENGTH;
        term.putBytes(offset, text.getBytes(StandardCharsets.US_ASCII));
        Header header = new Header(0, 16);
        header.buffer(term);
        header.offset(place * SLOT);
        return assembler.onFragment(term, offset, text.length(), header);
    }

    @Test
    void shouldPassOnWholeFramesUnderTheLinkOfTheirSession() {
        assertThat(offer(0, WHOLE, "abc")).isEqualTo(Action.CONTINUE);
        assertThat(frames).containsExactly("4294967295:abc");
    }

    @Test
    void shouldJoinFragments() {
        offer(0, BEGIN, "abc");
        offer(1, MIDDLE, "def");
        offer(2, END, "gh");
        assertThat(frames).containsExactly("4294967295:abcdefgh");
    }

    @Test
    void shouldOfferARefusedFrameAgain() {
        offer(0, BEGIN, "abc");
        takes = false;
        assertThat(offer(1, END, "def")).isEqualTo(Action.ABORT);
        assertThat(offer(1, END, "def")).isEqualTo(Action.ABORT);
        takes = true;
        assertThat(offer(1, END, "def")).isEqualTo(Action.CONTINUE);
        assertThat(frames).containsExactly("4294967295:abcdef");
        assertThat(assembler.refusals()).isEqualTo(2);
    }

    @Test
    void shouldNeverJoinHalvesThatDoNotMeet() {
        offer(0, BEGIN, "abc");
        offer(2, END, "xyz");
        offer(3, END, "uvw");
        assertThat(frames).isEmpty();
        offer(4, WHOLE, "next");
        assertThat(frames).hasSize(1);
    }

    @Test
    void shouldDropFramesThatGrowTooLong() {
        offer(0, BEGIN, "0123456789");
        offer(1, MIDDLE, "0123456789");
        offer(2, END, "0123456789");
        assertThat(frames).isEmpty();
    }

    @Test
    void shouldForget() {
        offer(0, BEGIN, "abc");
        assembler.forget(-1);
        offer(1, END, "def");
        assertThat(frames).isEmpty();
    }
}
