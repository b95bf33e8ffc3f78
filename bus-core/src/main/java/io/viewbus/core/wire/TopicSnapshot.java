/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.wire;

import io.viewbus.Order;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A topic as of the start of a view, when its group has no changes yet.
 *
 * @param name the topic
 * @param order its order
 * @param members the set of ranks that are in its group
 */
public record TopicSnapshot(String name, Order order, long members) {

    private static final int PREFIX = 2 + 2;
    private static final int FIXED = 1 + 1 + 8;
    private static final int MAX_TOPICS = 1024;
    private static final int MAX_NAME = 64;
    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

    /**
     * Encodes all topics as a data frame.
     *
     * @param topics the topics
     * @param senderTag who sends it
     * @param viewTag the view at whose start they are taken
     * @param part the index of the prior view whose members' topics they are
     * @return the frame
     */
    public static byte[] encode(List<TopicSnapshot> topics, int senderTag, int viewTag, int part) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        DataHeader.write(buffer, 0, FrameType.TOPIC_TABLE, OrderCode.NONE, senderTag, 0, 0);
        DataHeader.stamp(buffer, 0, viewTag, false, 0);
        buffer.putShort(DataHeader.LENGTH, (short) topics.size(), LE);
        buffer.putShort(DataHeader.LENGTH + 2, (short) part, LE);
        int at = DataHeader.LENGTH + PREFIX;
        for (TopicSnapshot topic : topics) {
            byte[] name = topic.name.getBytes(StandardCharsets.US_ASCII);
            buffer.putByte(at, (byte) OrderCode.of(topic.order));
            buffer.putLong(at + 1, topic.members, LE);
            buffer.putByte(at + 9, (byte) name.length);
            buffer.putBytes(at + FIXED, name);
            at += FIXED + name.length;
        }
        byte[] frame = new byte[at];
        buffer.getBytes(0, frame);
        return frame;
    }

    /**
     * Returns whose topics the payload of such a frame has.
     *
     * @param buffer holds it
     * @param offset where it starts
     * @param length its length
     * @return the index of a prior view, -1 if it is malformed
     */
    public static int part(DirectBuffer buffer, int offset, int length) {
        return length < PREFIX ? -1 : buffer.getShort(offset + 2, LE);
    }

    /**
     * Decodes the payload of such a frame.
     *
     * @param buffer holds it
     * @param offset where it starts
     * @param length its length
     * @param viewSize how many members the view has
     * @return the topics, or null if it is malformed
     */
    public static @Nullable List<TopicSnapshot> decode(DirectBuffer buffer, int offset, int length, int viewSize) {
        int count = length < PREFIX ? -1 : buffer.getShort(offset, LE);
        if (count < 0 || count > MAX_TOPICS) {
            return null;
        }
        List<TopicSnapshot> topics = new ArrayList<>(count);
        int at = offset + PREFIX;
        int end = offset + length;
        for (int i = 0; i < count; i++) {
            int nameLength = at + FIXED > end ? 0 : buffer.getByte(at + 9);
            if (nameLength < 1 || nameLength > MAX_NAME || at + FIXED + nameLength > end) {
                return null;
            }
            Order order = OrderCode.orderOf(buffer.getByte(at));
            long members = buffer.getLong(at + 1, LE);
            if (order == null || (viewSize < Long.SIZE && members >>> viewSize != 0)) {
                return null;
            }
            topics.add(new TopicSnapshot(buffer.getStringWithoutLengthAscii(at + FIXED, nameLength), order, members));
            at += FIXED + nameLength;
        }
        return topics;
    }
}
