/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorosyncFramesTest {

    private static final int LARGE = 200_000;

    private final ByteArrayOutputStream pipe = new ByteArrayOutputStream();
    private final List<String> heard = new ArrayList<>();

    private final CorosyncFrames.Listener listener = new CorosyncFrames.Listener() {
        @Override
        public void onMessage(byte[] buffer, int length) {
            heard.add(length == LARGE ? "large" : Arrays.toString(Arrays.copyOf(buffer, length)));
        }

        @Override
        public void onView(int members) {
            heard.add(members + " members");
        }
    };

    @Test
    void shouldWriteALengthInNetworkOrderBeforeEachMessage() throws IOException {
        new CorosyncFrames.Writer(pipe).write(new byte[] {7, 8});

        assertThat(pipe.toByteArray()).containsExactly(0, 0, 0, 2, 7, 8);
    }

    @Test
    void shouldReadMessagesAndViewsInTheirSequence() throws IOException {
        CorosyncFrames.Writer writer = new CorosyncFrames.Writer(pipe);
        writer.write(new byte[] {1, 2, 3});
        pipe.write(new byte[] {-1, -1, -1, -3});
        writer.write(new byte[LARGE]);
        writer.write(new byte[] {4});

        CorosyncFrames.readAll(new ByteArrayInputStream(pipe.toByteArray()), listener);

        assertThat(heard).containsExactly("[1, 2, 3]", "3 members", "large", "[4]");
    }

    @Test
    void shouldNotTakeABrokenFrameForTheEnd() {
        assertThatThrownBy(() -> CorosyncFrames.readAll(new ByteArrayInputStream(new byte[] {0, 0, 0, 2, 7}), listener))
                .isInstanceOf(EOFException.class);
        assertThat(heard).isEmpty();
    }
}
