/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.wire;

import io.viewbus.Order;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** The payload of a topic's join and leave: one byte for the order that is wanted, then the name. */
public final class TopicChange {

    private static final int MAX_NAME = 64;

    private TopicChange() {}

    /**
     * Returns the bytes of a payload.
     *
     * @param name the topic
     * @param order the order that is wanted, null for any
     * @return the payload
     */
    public static byte[] encode(String name, @Nullable Order order) {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        byte[] payload = new byte[1 + ascii.length];
        payload[0] = (byte) OrderCode.of(order);
        System.arraycopy(ascii, 0, payload, 1, ascii.length);
        return payload;
    }

    /**
     * Reads the order.
     *
     * @param buffer holds the frame
     * @param offset where the frame starts
     * @return the order that is wanted, null for any
     */
    public static @Nullable Order order(DirectBuffer buffer, int offset) {
        return OrderCode.orderOf(buffer.getByte(offset + DataHeader.LENGTH));
    }

    /**
     * Reads the name.
     *
     * @param buffer holds the frame
     * @param offset where the frame starts
     * @param length the length of the frame
     * @return the topic
     */
    public static String name(DirectBuffer buffer, int offset, int length) {
        return buffer.getStringWithoutLengthAscii(offset + DataHeader.LENGTH + 1, length - DataHeader.LENGTH - 1);
    }

    /**
     * Tells whether a frame can have a payload of this kind.
     *
     * @param length the length of the frame
     * @return true if so
     */
    public static boolean isOfSoundLength(int length) {
        return length > DataHeader.LENGTH + 1 && length <= DataHeader.LENGTH + 1 + MAX_NAME;
    }
}
