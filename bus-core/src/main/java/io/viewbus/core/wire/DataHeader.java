/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.wire;

import io.viewbus.view.Incarnation;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The header of a data frame, 32 bytes, little-endian. Hand-written because it is read several times for each message.
 *
 * <pre>
 *  0 u8  type       see {@link FrameType}
 *  1 u8  flags      bit 0: sent while wedged
 *  2 u8  order      see {@link OrderCode}; 0 if it is not numbered
 *  3 u8  reserved
 *  4 u32 viewTag    the tag of the view that the sender had installed
 *  8 u32 senderTag  a hash of the sender's incarnation
 * 12 u32 topicId    a hash of the topic's name; 0 for joins and leaves, which have the name itself
 * 16 u64 seq        the number of the message in the sender's stream, from 1; 0 if it is not numbered
 * 24 u64 ordSeen    how much of the view's total order the sender had delivered; 0 if sent while wedged
 * </pre>
 */
public final class DataHeader {

    /** The topic of a frame that is not for the users of a topic; no name has this id. */
    public static final int NO_TOPIC = 0;

    /** Bytes of a header. */
    public static final int LENGTH = 32;

    /** Bytes that a repair frame puts before the repaired frame: its own header and an incarnation. */
    public static final int REPAIR_LENGTH = LENGTH + 16;

    private static final int FLAG_WEDGED = 1;
    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

    private DataHeader() {}

    /**
     * Writes the part of a header that does not depend on the moment of sending.
     *
     * @param buffer where to
     * @param offset where the frame starts
     * @param type the type of the frame
     * @param order the code of its order
     * @param senderTag the sender
     * @param topicId the topic
     * @param seq its number
     */
    public static void write(
            MutableDirectBuffer buffer, int offset, FrameType type, int order, int senderTag, int topicId, long seq) {
        buffer.putByte(offset, (byte) type.code());
        buffer.putByte(offset + 1, (byte) 0);
        buffer.putByte(offset + 2, (byte) order);
        buffer.putByte(offset + 3, (byte) 0);
        buffer.putInt(offset + 4, 0, LE);
        buffer.putInt(offset + 8, senderTag, LE);
        buffer.putInt(offset + 12, topicId, LE);
        buffer.putLong(offset + 16, seq, LE);
        buffer.putLong(offset + 24, 0, LE);
    }

    /**
     * Writes what the sender knows of the view.
     *
     * @param buffer holds the frame
     * @param offset where the frame starts
     * @param viewTag the installed view
     * @param wedged whether a change of it is under way
     * @param ordSeen how much of its order was delivered
     */
    public static void stamp(MutableDirectBuffer buffer, int offset, int viewTag, boolean wedged, long ordSeen) {
        buffer.putInt(offset + 4, viewTag, LE);
        if (wedged) {
            buffer.putByte(offset + 1, (byte) (buffer.getByte(offset + 1) | FLAG_WEDGED));
        } else {
            buffer.putLong(offset + 24, ordSeen, LE);
        }
    }

    /**
     * Returns the code of the type.
     *
     * @param buffer holds the frame
     * @param offset where the frame starts
     * @return the code, see {@link FrameType#of}
     */
    public static int type(DirectBuffer buffer, int offset) {
        return buffer.getByte(offset) & 0xFF;
    }

    /**
     * Tells whether the message was sent during a change of the view, and so belongs to the next one.
     *
     * @param buffer holds the frame
     * @param offset where the frame starts
     * @return true if so
     */
    public static boolean isWedged(DirectBuffer buffer, int offset) {
        return (buffer.getByte(offset + 1) & FLAG_WEDGED) != 0;
    }

    /**
     * Returns the code of the order that the message names.
     *
     * @param buffer holds the frame
     * @param offset where the frame starts
     * @return the code, see {@link OrderCode}
     */
    public static int order(DirectBuffer buffer, int offset) {
        return buffer.getByte(offset + 2) & 0xFF;
    }

    /**
     * Returns the tag of the view that the sender had installed.
     *
     * @param buffer holds the frame
     * @param offset where the frame starts
     * @return the tag
     */
    public static int viewTag(DirectBuffer buffer, int offset) {
        return buffer.getInt(offset + 4, LE);
    }

    /**
     * Returns the tag of the sender.
     *
     * @param buffer holds the frame
     * @param offset where the frame starts
     * @return the tag
     */
    public static int senderTag(DirectBuffer buffer, int offset) {
        return buffer.getInt(offset + 8, LE);
    }

    /**
     * Says that somebody else sends a frame now: whoever passes it on.
     *
     * @param buffer holds the frame
     * @param offset where it starts
     * @param senderTag the one that sends it now
     */
    public static void passOn(MutableDirectBuffer buffer, int offset, int senderTag) {
        buffer.putInt(offset + 8, senderTag, LE);
    }

    /**
     * Returns the topic.
     *
     * @param buffer holds the frame
     * @param offset where the frame starts
     * @return the id
     */
    public static int topicId(DirectBuffer buffer, int offset) {
        return buffer.getInt(offset + 12, LE);
    }

    /**
     * Returns the number of the message.
     *
     * @param buffer holds the frame
     * @param offset where the frame starts
     * @return the number
     */
    public static long seq(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + 16, LE);
    }

    /**
     * Returns how much of the order the sender had delivered.
     *
     * @param buffer holds the frame
     * @param offset where the frame starts
     * @return the number of entries
     */
    public static long ordSeen(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + 24, LE);
    }

    /**
     * Writes the incarnation that follows the header of a repair frame.
     *
     * @param buffer where to
     * @param offset where the repair frame starts
     * @param original who sent the repaired frame first
     */
    public static void writeOriginal(MutableDirectBuffer buffer, int offset, Incarnation original) {
        buffer.putLong(offset + LENGTH, original.high(), LE);
        buffer.putLong(offset + LENGTH + 8, original.low(), LE);
    }

    /**
     * Returns the high half of the incarnation in a repair frame.
     *
     * @param buffer holds the frame
     * @param offset where the repair frame starts
     * @return the half
     */
    public static long originalHigh(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + LENGTH, LE);
    }

    /**
     * Returns the low half of the incarnation in a repair frame.
     *
     * @param buffer holds the frame
     * @param offset where the repair frame starts
     * @return the half
     */
    public static long originalLow(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + LENGTH + 8, LE);
    }

    /**
     * Hashes an incarnation.
     *
     * @param incarnation the incarnation
     * @return its tag
     */
    public static int tagOf(Incarnation incarnation) {
        return mix(incarnation.high() ^ Long.rotateLeft(incarnation.low(), 32) * 0x9E3779B97F4A7C15L);
    }

    /**
     * Hashes the name of a topic.
     *
     * @param topic the name
     * @return its id
     */
    public static int topicIdOf(String topic) {
        byte[] name = topic.getBytes(StandardCharsets.US_ASCII);
        long h = 0xCBF29CE484222325L;
        for (byte b : name) {
            h = (h ^ b) * 0x100000001B3L;
        }
        int id = mix(h);
        return id == NO_TOPIC ? 1 : id;
    }

    /**
     * Hashes a payload, for traces.
     *
     * @param buffer holds the payload
     * @param offset where it starts
     * @param length its length
     * @return the hash
     */
    public static long payloadHash(DirectBuffer buffer, int offset, int length) {
        long h = 0xCBF29CE484222325L ^ length;
        for (int i = 0; i < length; i++) {
            h = (h ^ buffer.getByte(offset + i)) * 0x100000001B3L;
        }
        return h;
    }

    private static int mix(long value) {
        long h = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
        return (int) (h ^ (h >>> 31));
    }
}
