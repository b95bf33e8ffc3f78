/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.wire;

import io.viewbus.view.Incarnation;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What stands before each control message: for which cluster it is, and who sent it. 24 bytes: a hash of the cluster's name,
 * then the incarnation.
 */
public final class Envelope {

    /** The length of the envelope in bytes. */
    public static final int LENGTH = 24;

    private static final int CLUSTER = 0;
    private static final int HIGH = 8;
    private static final int LOW = 16;

    private Envelope() {}

    /**
     * Hashes the name of a cluster (FNV-1a, 64 bits).
     *
     * @param cluster the name
     * @return the tag
     */
    public static long tagOf(String cluster) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < cluster.length(); i++) {
            hash = (hash ^ cluster.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }

    /**
     * Writes an envelope.
     *
     * @param buffer where to
     * @param offset from which byte on
     * @param clusterTag the tag of the cluster
     * @param sender who sends
     */
    public static void write(MutableDirectBuffer buffer, int offset, long clusterTag, Incarnation sender) {
        buffer.putLong(offset + CLUSTER, clusterTag, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + HIGH, sender.high(), ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + LOW, sender.low(), ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads the tag of the cluster.
     *
     * @param buffer holds the envelope
     * @param offset where it starts
     * @return the tag
     */
    public static long clusterTag(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + CLUSTER, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads the high half of the sender's incarnation.
     *
     * @param buffer holds the envelope
     * @param offset where it starts
     * @return the high 64 bits
     */
    public static long senderHigh(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + HIGH, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads the low half of the sender's incarnation.
     *
     * @param buffer holds the envelope
     * @param offset where it starts
     * @return the low 64 bits
     */
    public static long senderLow(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + LOW, ByteOrder.LITTLE_ENDIAN);
    }
}
