/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.Order;
import io.viewbus.view.Incarnation;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class DataHeaderTest {

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);

    @Test
    void whatIsWritten_isRead() {
        DataHeader.write(buffer, 8, FrameType.MESSAGE, OrderCode.SAFE, 11, 22, 1L << 40);
        DataHeader.stamp(buffer, 8, 33, false, 1L << 41);

        assertThat(FrameType.of(DataHeader.type(buffer, 8))).isEqualTo(FrameType.MESSAGE);
        assertThat(OrderCode.isTotal(DataHeader.order(buffer, 8))).isTrue();
        assertThat(DataHeader.order(buffer, 8)).isEqualTo(OrderCode.SAFE);
        assertThat(DataHeader.isWedged(buffer, 8)).isFalse();
        assertThat(DataHeader.senderTag(buffer, 8)).isEqualTo(11);
        assertThat(DataHeader.topicId(buffer, 8)).isEqualTo(22);
        assertThat(DataHeader.viewTag(buffer, 8)).isEqualTo(33);
        assertThat(DataHeader.seq(buffer, 8)).isEqualTo(1L << 40);
        assertThat(DataHeader.ordSeen(buffer, 8)).isEqualTo(1L << 41);
    }

    @Test
    void wedgedStamp_saysNothingOfTheOrder() {
        DataHeader.write(buffer, 0, FrameType.MESSAGE, OrderCode.FIFO, 1, 2, 3);
        DataHeader.stamp(buffer, 0, 4, true, 99);

        assertThat(DataHeader.isWedged(buffer, 0)).isTrue();
        assertThat(OrderCode.isTotal(DataHeader.order(buffer, 0))).isFalse();
        assertThat(DataHeader.ordSeen(buffer, 0)).isZero();
    }

    @Test
    void layout_isLittleEndianAsDocumented() {
        DataHeader.write(buffer, 0, FrameType.TOPIC_JOIN, OrderCode.TOTAL, 0x01020304, 0x05060708, 9);

        assertThat(buffer.getByte(0)).isEqualTo((byte) 2);
        assertThat(buffer.getByte(1)).isZero();
        assertThat(buffer.getByte(2)).isEqualTo((byte) 2);
        assertThat(buffer.getByte(8)).isEqualTo((byte) 4);
        assertThat(buffer.getByte(12)).isEqualTo((byte) 8);
        assertThat(buffer.getByte(16)).isEqualTo((byte) 9);
    }

    @Test
    void unknownTypes_areNone() {
        assertThat(FrameType.of(0)).isNull();
        assertThat(FrameType.of(7)).isNull();
        assertThat(FrameType.of(255)).isNull();
    }

    @Test
    void orders_keepTheirCodes() {
        for (Order order : Order.values()) {
            assertThat(OrderCode.orderOf(OrderCode.of(order))).isEqualTo(order);
            assertThat(OrderCode.isTotal(OrderCode.of(order))).isEqualTo(order != Order.FIFO);
        }
        assertThat(OrderCode.of(null)).isEqualTo(OrderCode.NONE);
        assertThat(OrderCode.orderOf(OrderCode.NONE)).isNull();
        assertThat(OrderCode.orderOf(255)).isNull();
        assertThat(OrderCode.orderOf(-1)).isNull();
    }

    @Test
    void tagsAndIds_differ() {
        assertThat(DataHeader.tagOf(new Incarnation(1, 2))).isNotEqualTo(DataHeader.tagOf(new Incarnation(2, 1)));
        assertThat(DataHeader.topicIdOf("a")).isNotEqualTo(DataHeader.topicIdOf("b"));
    }
}
