/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.viewbus.core.wire.OrderCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RingRetentionTest {

    private static final int NO_LIMIT = Integer.MAX_VALUE;

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
        assertThat(ring.buffer().getByte(ring.offset(12) + 49)).isEqualTo((byte) 'b');
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
    void wrapAround_keepsEveryFrameInOnePiece() {
        for (int i = 1; i <= 1000; i++) {
            assertThat(add(32 + i % 97, i)).isTrue();
            if (ring.last() - ring.released() > 4) {
                ring.releaseTo(ring.released() + 1);
            }
            for (long seq = ring.released() + 1; seq <= ring.last(); seq++) {
                assertThat(ring.length(seq)).isEqualTo((int) (32 + seq % 97));
                assertThat(ring.buffer().getByte(ring.offset(seq) + ring.length(seq) - 1))
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
