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
     * @return the frame
     */
    public static byte[] encode(List<TopicSnapshot> topics, int senderTag, int viewTag) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        DataHeader.write(buffer, 0, FrameType.TOPIC_TABLE, false, senderTag, 0, 0);
        DataHeader.stamp(buffer, 0, viewTag, false, 0);
        buffer.putShort(DataHeader.LENGTH, (short) topics.size(), LE);
        int at = DataHeader.LENGTH + 2;
        for (TopicSnapshot topic : topics) {
            byte[] name = topic.name.getBytes(StandardCharsets.US_ASCII);
            TopicChange.putOrder(buffer, at, topic.order);
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
     * Decodes the payload of such a frame.
     *
     * @param buffer holds it
     * @param offset where it starts
     * @param length its length
     * @param viewSize how many members the view has
     * @return the topics, or null if it is malformed
     */
    public static @Nullable List<TopicSnapshot> decode(DirectBuffer buffer, int offset, int length, int viewSize) {
        int count = length < 2 ? -1 : buffer.getShort(offset, LE);
        if (count < 0 || count > MAX_TOPICS) {
            return null;
        }
        List<TopicSnapshot> topics = new ArrayList<>(count);
        int at = offset + 2;
        int end = offset + length;
        for (int i = 0; i < count; i++) {
            int nameLength = at + FIXED > end ? 0 : buffer.getByte(at + 9);
            if (nameLength < 1 || nameLength > MAX_NAME || at + FIXED + nameLength > end) {
                return null;
            }
            Order order = TopicChange.orderOf(buffer.getByte(at));
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
