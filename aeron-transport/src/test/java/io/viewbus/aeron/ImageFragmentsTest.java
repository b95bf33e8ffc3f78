/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.logbuffer.ControlledFragmentHandler.Action;
import io.aeron.logbuffer.Header;
import io.aeron.protocol.DataHeaderFlyweight;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ImageFragmentsTest {

    private static final int TERM = 1 << 16;
    private static final int BITS = 16;
    private static final int INITIAL = 100;
    private static final int SESSION = 7;
    private static final int OFFSET = 1024;

    private final UnsafeBuffer term = new UnsafeBuffer(new byte[TERM]);
    private final List<Integer> heard = new ArrayList<>();
    private final ImageFragments fragments = new ImageFragments(SESSION, (buffer, offset, length, header) -> {
        heard.add(offset);
        return Action.ABORT;
    });

    private Action read(int session, int termId, int frameLength) {
        DataHeaderFlyweight frame = new DataHeaderFlyweight();
        frame.wrap(term, OFFSET, DataHeaderFlyweight.HEADER_LENGTH);
        frame.sessionId(session).termId(termId).termOffset(OFFSET).frameLength(frameLength);
        Header header = new Header(INITIAL, BITS);
        header.buffer(term);
        header.offset(OFFSET);
        fragments.from(2L * TERM + OFFSET, TERM);
        int payload = OFFSET + DataHeaderFlyweight.HEADER_LENGTH;
        return fragments.onFragment(term, payload, frameLength - DataHeaderFlyweight.HEADER_LENGTH, header);
    }

    @Test
    void shouldLetThroughWhatIsOfTheImage() {
        assertThat(read(SESSION, INITIAL + 2, 100)).isEqualTo(Action.ABORT);
        assertThat(heard).containsExactly(OFFSET + DataHeaderFlyweight.HEADER_LENGTH);
    }

    @Test
    void shouldPassOverAnotherSession() {
        assertThat(read(SESSION + 1, INITIAL + 2, 100)).isEqualTo(Action.CONTINUE);
        assertThat(heard).isEmpty();
    }

    @Test
    void shouldPassOverAnotherPlaceInTheStream() {
        assertThat(read(SESSION, INITIAL + 9, 100)).isEqualTo(Action.CONTINUE);
        assertThat(heard).isEmpty();
    }

    @Test
    void shouldPassOverWhatReachesBeyondTheTerm() {
        assertThat(read(SESSION, INITIAL + 2, TERM)).isEqualTo(Action.CONTINUE);
        assertThat(heard).isEmpty();
    }
}
