/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.wire;

import java.nio.ByteOrder;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What follows the header of a frame that carries several messages of one topic, little-endian. They have one number and one place, and
 * are delivered one after the other. The records are what lies in the publisher's ring, so that they are copied as a whole.
 *
 * <pre>
 *  0 u32 count      how many messages, at least 2
 *  4 u32 bytes      how many bytes their payloads have together
 *  8 records        for each: u32 length of its payload, 4 bytes unused, the payload, padded to 8 bytes
 * </pre>
 */
public final class MessageBatch {

    /** Bytes before the first record. */
    public static final int HEAD = 8;

    /** Bytes of a record before its payload, and what records are aligned to. */
    public static final int RECORD = 8;

    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

    private MessageBatch() {}

    /**
     * Returns how long a record is.
     *
     * @param payloadLength bytes of its payload
     * @return bytes with padding
     */
    public static int recordLength(int payloadLength) {
        return RECORD + BitUtil.align(payloadLength, RECORD);
    }

    /**
     * Writes what is before the first record.
     *
     * @param buffer where to
     * @param frame where the frame starts
     * @param count how many messages
     * @param bytes how many bytes their payloads have together
     */
    public static void writeHead(MutableDirectBuffer buffer, int frame, int count, int bytes) {
        buffer.putInt(frame + DataHeader.LENGTH, count, LE);
        buffer.putInt(frame + DataHeader.LENGTH + 4, bytes, LE);
    }

    /**
     * Writes the length of a record's payload.
     *
     * @param buffer where to
     * @param record where the record starts
     * @param length the length
     */
    public static void writeLength(MutableDirectBuffer buffer, int record, int length) {
        buffer.putInt(record, length, LE);
    }

    /**
     * Returns how many messages a frame says to have.
     *
     * @param buffer holds the frame
     * @param frame where it starts
     * @return the number
     */
    public static int count(DirectBuffer buffer, int frame) {
        return buffer.getInt(frame + DataHeader.LENGTH, LE);
    }

    /**
     * Returns how many bytes the payloads of a frame have together.
     *
     * @param buffer holds the frame
     * @param frame where it starts
     * @return the number
     */
    public static int bytes(DirectBuffer buffer, int frame) {
        return buffer.getInt(frame + DataHeader.LENGTH + 4, LE);
    }

    /**
     * Returns where the first record of a frame starts.
     *
     * @param frame where the frame starts
     * @return the place
     */
    public static int records(int frame) {
        return frame + DataHeader.LENGTH + HEAD;
    }

    /**
     * Returns the length of a record's payload, which starts {@link #RECORD} bytes further.
     *
     * @param buffer holds the record
     * @param record where it starts
     * @return the length
     */
    public static int length(DirectBuffer buffer, int record) {
        return buffer.getInt(record, LE);
    }

    /**
     * Tells whether a frame that somebody sent can be taken apart: its records fill it, and are as many and as long as it says.
     *
     * @param buffer holds the frame
     * @param frame where it starts
     * @param length the length of the frame
     * @return true if so
     */
    public static boolean isSound(DirectBuffer buffer, int frame, int length) {
        int end = frame + length;
        int record = records(frame);
        int count = 0;
        long bytes = 0;
        while (record + RECORD <= end) {
            int payload = length(buffer, record);
            if (payload < 0 || payload > end - record - RECORD) {
                return false;
            }
            record += recordLength(payload);
            bytes += payload;
            count++;
        }
        return record == end && count > 1 && count == count(buffer, frame) && bytes == bytes(buffer, frame);
    }
}
