/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viewbus.core.wire.MessageBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ByteRingTest {

    private static final int CAPACITY = 1024;

    private final ByteRing ring = new ByteRing(CAPACITY);
    private final List<Long> taken = new ArrayList<>();
    private boolean isRefusing;

    private boolean write(long value, int length) {
        int at = ring.claim(length);
        if (at == ByteRing.FULL) {
            return false;
        }
        ring.buffer().setMemory(at, length, (byte) 0xFF);
        ring.buffer().putLong(at, value);
        return true;
    }

    private boolean take(DirectBuffer buffer, int offset, int length) {
        return !isRefusing && length >= 8 && taken.add(buffer.getLong(offset));
    }

    private int read() {
        return ring.read(this::take, Integer.MAX_VALUE);
    }

    @Test
    void shouldHideWhatWasNotShown() {
        assertThat(write(1, 8)).isTrue();
        assertThat(ring.isEmpty()).isTrue();
        assertThat(read()).isZero();

        ring.show();

        assertThat(ring.isEmpty()).isFalse();
        assertThat(read()).isEqualTo(1);
        assertThat(taken).containsExactly(1L);
    }

    /** Reads with at most so many bytes at a time, and tells how many records came each time. */
    private List<Integer> readBlocks(int most) {
        List<Integer> counts = new ArrayList<>();
        ring.readBlocks(
                (buffer, offset, length, count, bytes) -> {
                    int at = offset;
                    for (int i = 0; i < count; i++) {
                        taken.add(buffer.getLong(at + MessageBatch.RECORD));
                        at += MessageBatch.recordLength(MessageBatch.length(buffer, at));
                    }
                    assertThat(at).isEqualTo(offset + length);
                    return !isRefusing && counts.add(count);
                },
                most,
                Integer.MAX_VALUE);
        return counts;
    }

    @Test
    void shouldGiveRecordsTogetherAsFarAsTheyMay() {
        for (int i = 1; i <= 5; i++) {
            write(i, 16);
        }
        ring.show();

        assertThat(readBlocks(2 * 24)).containsExactly(2, 2, 1);
        assertThat(taken).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(ring.isEmpty()).isTrue();
    }

    @Test
    void shouldGiveOneRecordThatIsLongerThanThat() {
        write(1, 100);
        write(2, 16);
        ring.show();

        assertThat(readBlocks(-8)).containsExactly(1, 1);
    }

    @Test
    void shouldGiveRefusedRecordsAgain() {
        write(1, 16);
        write(2, 16);
        ring.show();
        isRefusing = true;
        assertThat(readBlocks(1000)).isEmpty();
        isRefusing = false;
        assertThat(readBlocks(1000)).containsExactly(2);
    }

    @Test
    void shouldGiveNoRecordsTogetherAcrossTheEnd() {
        for (int i = 1; i <= 200; i++) {
            assertThat(write(i, 8 + i % 200)).isTrue();
            assertThat(write(i, 8)).isTrue();
            ring.show();
            readBlocks(CAPACITY);
        }
        assertThat(taken).hasSize(400);
        for (int i = 0; i < 400; i++) {
            assertThat(taken.get(i)).isEqualTo(i / 2 + 1);
        }
    }

    @Test
    void shouldGiveARefusedRecordAgain() {
        write(1, 8);
        write(2, 8);
        ring.show();
        isRefusing = true;
        assertThat(read()).isZero();
        isRefusing = false;

        assertThat(ring.read(this::take, 1)).isEqualTo(1);
        assertThat(read()).isEqualTo(1);
        assertThat(taken).containsExactly(1L, 2L);
    }

    @Test
    void shouldSayWhenItIsFullAndTakeMoreWhenRead() {
        int count = 0;
        while (write(count, 100)) {
            count++;
        }
        assertThat(count).isEqualTo(CAPACITY / 112);
        ring.show();
        read();

        assertThat(write(count, 100)).isTrue();
    }

    @Test
    void shouldTakeTheLargestRecordWhereverTheRingStands() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            assertThat(write(i, 8 + random.nextInt(ring.maxLength() - 7))).isTrue();
            ring.show();
            assertThat(read()).isEqualTo(1);
        }
        assertThat(taken).hasSize(1000).isSorted();
    }

    @Test
    @Timeout(30)
    void shouldKeepOrderAndBytesBetweenThreads() throws InterruptedException {
        int count = 300_000;
        Thread writer = new Thread(() -> {
            Random random = new Random(2);
            for (int i = 0; i < count; i++) {
                while (!write(i, 8 + random.nextInt(200))) {
                    ring.show();
                    Thread.onSpinWait();
                }
            }
            ring.show();
        });
        writer.start();
        long next = 0;
        while (next < count) {
            taken.clear();
            read();
            for (long value : taken) {
                assertThat(value).isEqualTo(next++);
            }
        }
        writer.join();
    }

    @Test
    void shouldRefuseASizeThatIsNoPowerOfTwo() {
        assertThatThrownBy(() -> new ByteRing(1000)).hasMessageContaining("1000");
    }
}
