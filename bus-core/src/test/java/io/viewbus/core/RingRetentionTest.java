/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.viewbus.core.wire.OrderCode;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RingRetentionTest {

    private static final int NO_LIMIT = Integer.MAX_VALUE;
    private static final int LENT_AT = 24;

    private final RingRetention ring = new RingRetention(1000);

    @AfterEach
    void close() {
        ring.close();
    }

    @Test
    void frames_areKeptByNumber() {
        ring.reset(10);
        add(40, 'a');
        add(50, 'b');

        assertThat(ring.released()).isEqualTo(10);
        assertThat(ring.last()).isEqualTo(12);
        assertThat(ring.length(11)).isEqualTo(40);
        assertThat(ring.buffer(12).getByte(ring.offset(12) + 49)).isEqualTo((byte) 'b');
    }

    @Test
    void fullRing_takesNothingUntilSomethingIsReleased() {
        int count = 0;
        while (add(92, count)) {
            count++;
        }
        assertThat(count).isEqualTo(10);

        ring.releaseTo(2);

        assertThat(add(92, 'x')).isTrue();
        assertThat(add(92, 'y')).isTrue();
        assertThat(add(92, 'z')).isFalse();
    }

    @Test
    void lentFrame_staysWhereItIsUntilItIsRecalled() {
        UnsafeBuffer first = lend(40, 'a', 1000);
        UnsafeBuffer second = lend(50, 'b', 1100);
        assertThat(ring.buffer(1)).isSameAs(first);
        assertThat(ring.offset(1)).isEqualTo(LENT_AT);

        ring.recall(1100);
        first.setMemory(0, first.capacity(), (byte) 0);

        assertThat(byteOf(1)).isEqualTo((byte) 'a');
        assertThat(ring.buffer(2)).isSameAs(second);
    }

    @Test
    void recall_ofAllCopiesWhatIsKept_andNothingElse() {
        UnsafeBuffer released = lend(40, 'a', 1000);
        add(50, 'b');
        UnsafeBuffer kept = lend(60, 'c', 1100);
        ring.releaseTo(1);
        released.wrap(0, 0); // Whoever still read it would fail.

        ring.recall(Long.MAX_VALUE);
        kept.wrap(0, 0);

        assertThat(byteOf(2)).isEqualTo((byte) 'b');
        assertThat(byteOf(3)).isEqualTo((byte) 'c');
    }

    @Test
    void lentFrames_takeTheirRoom_soThatAllCanBeRecalled() {
        List<UnsafeBuffer> lent = new ArrayList<>();
        while (ring.claim(92, OrderCode.TOTAL, NO_LIMIT) >= 0) {
            lent.add(lent(92, lent.size(), 100L * lent.size()));
        }
        assertThat(lent).hasSize(10);

        ring.recall(Long.MAX_VALUE);
        lent.forEach(buffer -> buffer.wrap(0, 0));

        for (int seq = 1; seq <= 10; seq++) {
            assertThat(byteOf(seq)).isEqualTo((byte) (seq - 1));
        }
    }

    @Test
    void slotOfALentFrame_holdsACopiedOneLater() {
        lend(900, 'a', 1000);
        ring.releaseTo(1);
        ring.reset(32); // The slot of frame 1 again, in an index of 32.
        add(50, 'b');

        assertThat(byteOf(33)).isEqualTo((byte) 'b');
    }

    private byte byteOf(long seq) {
        return ring.buffer(seq).getByte(ring.offset(seq) + ring.length(seq) - 1);
    }

    private UnsafeBuffer lend(int length, int content, long position) {
        assertThat(ring.claim(length, OrderCode.TOTAL, NO_LIMIT)).isNotNegative();
        return lent(length, content, position);
    }

    private UnsafeBuffer lent(int length, int content, long position) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[LENT_AT + length]);
        buffer.setMemory(LENT_AT, length, (byte) content);
        ring.lent(buffer, LENT_AT, position);
        return buffer;
    }

    @Test
    void wrapAround_keepsEveryFrameInOnePiece() {
        for (int i = 1; i <= 1000; i++) {
            assertThat(add(32 + i % 97, i)).isTrue();
            if (ring.last() - ring.released() > 4) {
                ring.releaseTo(ring.released() + 1);
            }
            for (long seq = ring.released() + 1; seq <= ring.last(); seq++) {
                assertThat(ring.length(seq)).isEqualTo((int) (32 + seq % 97));
                assertThat(ring.buffer(seq).getByte(ring.offset(seq) + ring.length(seq) - 1))
                        .isEqualTo((byte) seq);
            }
        }
    }

    @Test
    void limit_boundsWhatIsUsed_butNotASingleFrame() {
        assertThat(ring.claim(500, OrderCode.TOTAL, 100)).isNotNegative();
        assertThat(ring.claim(32, OrderCode.TOTAL, 100)).isNegative();
        assertThat(ring.used()).isEqualTo(504);
    }

    @Test
    void everythingReleased_leavesNothing() {
        add(100, 1);
        ring.releaseTo(1);

        assertThat(ring.used()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> ring.offset(1));
    }

    @Test
    void order_isKeptBesideTheFrame() {
        ring.claim(40, OrderCode.FIFO, NO_LIMIT);
        ring.claim(40, OrderCode.SAFE, NO_LIMIT);

        assertThat(ring.order(1)).isEqualTo(OrderCode.FIFO);
        assertThat(ring.order(2)).isEqualTo(OrderCode.SAFE);
    }

    private boolean add(int length, int mark) {
        int at = ring.claim(length, OrderCode.TOTAL, NO_LIMIT);
        if (at < 0) {
            return false;
        }
        ring.buffer().setMemory(at, length, (byte) mark);
        return true;
    }
}
