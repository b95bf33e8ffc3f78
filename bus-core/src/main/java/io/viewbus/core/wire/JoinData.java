/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What others must know of a member to hear its data stream: a version and its link. */
public final class JoinData {

    private static final int LENGTH = 9;
    private static final byte VERSION = 1;

    private JoinData() {}

    /**
     * Encodes it.
     *
     * @param link the link of the data stream
     * @return the bytes
     */
    public static byte[] encode(long link) {
        return ByteBuffer.allocate(LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(VERSION)
                .putLong(link)
                .array();
    }

    /**
     * Tells whether this version can read it.
     *
     * @param bytes what another member gave
     * @return true if so
     */
    public static boolean isReadable(byte[] bytes) {
        return bytes.length == LENGTH && bytes[0] == VERSION;
    }

    /**
     * Decodes the link.
     *
     * @param bytes readable join data
     * @return the link
     */
    public static long link(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(1);
    }
}
