/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.wire;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What one member of a view holds when it is wedged. Travels as opaque bytes in the messages of the agreement.
 *
 * @param received by rank, the last message of each stream that belongs to the view
 * @param stable by rank, up to where it is proven that everybody has it
 * @param rangesHeld how much of the order
 * @param delivered how many entries of the order it delivered
 * @param hasTable whether it knows the topics as of the start of the view
 * @param tableParts of which of the views that were merged into this one it knows the topics
 */
@SuppressWarnings("ArrayRecordComponent") // decoded, used once and forgotten; never compared
public record FlushState(
        long[] received, long[] stable, long rangesHeld, long delivered, boolean hasTable, long tableParts) {

    private static final byte VERSION = 3;
    private static final int FIXED = 1 + 1 + 2 + 3 * 8;

    /**
     * Encodes it.
     *
     * @return the bytes
     */
    public byte[] encode() {
        ByteBuffer buffer = ByteBuffer.allocate(FIXED + 16 * received.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(VERSION)
                .put((byte) (hasTable ? 1 : 0))
                .putShort((short) received.length)
                .putLong(rangesHeld)
                .putLong(delivered)
                .putLong(tableParts);
        for (int rank = 0; rank < received.length; rank++) {
            buffer.putLong(received[rank]).putLong(stable[rank]);
        }
        return buffer.array();
    }

    /**
     * Decodes it.
     *
     * @param bytes what a member gave
     * @return the state
     * @throws IllegalArgumentException if the bytes are no state
     */
    public static FlushState decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (buffer.get() != VERSION) {
                throw new IllegalArgumentException("a state of another version");
            }
            boolean hasTable = buffer.get() != 0;
            int size = buffer.getShort();
            long rangesHeld = buffer.getLong();
            long delivered = buffer.getLong();
            long tableParts = buffer.getLong();
            long[] received = new long[size];
            long[] stable = new long[size];
            for (int rank = 0; rank < size; rank++) {
                received[rank] = buffer.getLong();
                stable[rank] = buffer.getLong();
            }
            return new FlushState(received, stable, rangesHeld, delivered, hasTable, tableParts);
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("a state that is cut short", e);
        }
    }
}
