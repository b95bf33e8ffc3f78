/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MessageBatchTest {

    private static final int FRAME = 64;
    private static final int LENGTH = DataHeader.LENGTH + MessageBatch.HEAD + 16 + 8 + 24;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[FRAME + LENGTH + 64]);

    MessageBatchTest() {
        MessageBatch.writeHead(buffer, FRAME, 3, 3 + 0 + 9);
        int record = MessageBatch.records(FRAME);
        for (int length : new int[] {3, 0, 9}) {
            MessageBatch.writeLength(buffer, record, length);
            record += MessageBatch.recordLength(length);
        }
    }

    @Test
    void framesOfWholeRecords_areSound() {
        assertThat(MessageBatch.isSound(buffer, FRAME, LENGTH)).isTrue();
        assertThat(MessageBatch.count(buffer, FRAME)).isEqualTo(3);
        assertThat(MessageBatch.bytes(buffer, FRAME)).isEqualTo(12);
    }

    @Test
    void framesThatEndElsewhere_areNotSound() {
        for (int length = DataHeader.LENGTH; length < LENGTH + 64; length++) {
            assertThat(MessageBatch.isSound(buffer, FRAME, length)).isEqualTo(length == LENGTH);
        }
    }

    @Test
    void otherNumbersThanTheRecordsHave_areNotSound() {
        MessageBatch.writeHead(buffer, FRAME, 2, 12);
        assertThat(MessageBatch.isSound(buffer, FRAME, LENGTH)).isFalse();
        MessageBatch.writeHead(buffer, FRAME, 3, 11);
        assertThat(MessageBatch.isSound(buffer, FRAME, LENGTH)).isFalse();
    }

    @Test
    void lengthsThatPointElsewhere_areNotSound() {
        for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, LENGTH, 17}) {
            MessageBatch.writeLength(buffer, MessageBatch.records(FRAME) + 16 + 8, length);
            assertThat(MessageBatch.isSound(buffer, FRAME, LENGTH))
                    .as("length %s", length)
                    .isFalse();
        }
    }

    @Test
    void oneMessage_hasAFrameOfItsOwnKind() {
        MessageBatch.writeHead(buffer, FRAME, 1, 3);
        assertThat(MessageBatch.isSound(buffer, FRAME, DataHeader.LENGTH + MessageBatch.HEAD + 16))
                .isFalse();
    }
}
