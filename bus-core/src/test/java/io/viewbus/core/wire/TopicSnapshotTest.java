/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.Order;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class TopicSnapshotTest {

    private final List<TopicSnapshot> topics =
            List.of(new TopicSnapshot("news", Order.TOTAL, 0b101), new TopicSnapshot("b", Order.SAFE, 0));

    @Test
    void codec_keepsEverything() {
        assertThat(decode(TopicSnapshot.encode(topics, 1, 2, 0), 3)).isEqualTo(topics);
    }

    @Test
    void truncatedFrames_areNone() {
        byte[] frame = TopicSnapshot.encode(topics, 1, 2, 0);
        for (int length = DataHeader.LENGTH; length < frame.length; length++) {
            UnsafeBuffer buffer = new UnsafeBuffer(frame);
            assertThat(TopicSnapshot.decode(buffer, DataHeader.LENGTH, length - DataHeader.LENGTH, 3))
                    .isNull();
        }
    }

    @Test
    void ranksBeyondTheView_areNone() {
        assertThat(decode(TopicSnapshot.encode(topics, 1, 2, 0), 2)).isNull();
    }

    private static List<TopicSnapshot> decode(byte[] frame, int viewSize) {
        return TopicSnapshot.decode(
                new UnsafeBuffer(frame), DataHeader.LENGTH, frame.length - DataHeader.LENGTH, viewSize);
    }
}
