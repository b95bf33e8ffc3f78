/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.wire;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Where a view ends: the last message of each stream and of the order that anybody reported, and who reported it.
 *
 * @param last by rank in the ending view, the last message of each stream
 * @param stable by rank, up to where it is proven that everybody has it
 * @param holders by rank, the set of ranks that hold the stream up to the cut
 * @param ordCut the last range of the order
 * @param delivered how many entries of the order at most a member delivered: so many were proved as their levels ask
 * @param ordHolders the set of ranks that hold the order up to there
 * @param tableHolders the set of ranks that know the topics as of the start of the ending view
 * @param tableParts of which of the views that were merged into the ending one somebody knows the topics
 */
@SuppressWarnings("ArrayRecordComponent") // decoded, used once and forgotten; never compared
public record Cut(
        long[] last,
        long[] stable,
        long[] holders,
        long ordCut,
        long delivered,
        long ordHolders,
        long tableHolders,
        long tableParts) {

    private static final byte VERSION = 3;
    private static final int FIXED = 1 + 1 + 2 + 5 * 8;

    /** The cut of a cluster that is founded: there is nothing to end. */
    public static final Cut NOTHING = new Cut(new long[0], new long[0], new long[0], 0, 0, 0, 0, 0);

    /**
     * Takes the maximum of what a member reported, in place.
     *
     * @param rank the member
     * @param state what it reported
     * @return this cut with it
     */
    public Cut with(int rank, FlushState state) {
        long bit = 1L << rank;
        for (int s = 0; s < last.length; s++) {
            long received = state.received()[s];
            holders[s] = received > last[s] ? bit : received == last[s] ? holders[s] | bit : holders[s];
            last[s] = Math.max(last[s], received);
            stable[s] = Math.max(stable[s], state.stable()[s]);
        }
        long ranges = state.rangesHeld();
        long ord = ranges > ordCut ? bit : ranges == ordCut ? ordHolders | bit : ordHolders;
        return new Cut(
                last,
                stable,
                holders,
                Math.max(ordCut, ranges),
                Math.max(delivered, state.delivered()),
                ord,
                state.hasTable() ? tableHolders | bit : tableHolders,
                tableParts | state.tableParts());
    }

    /**
     * Returns the cut of a view of which nobody reported yet.
     *
     * @param size how many members the view has
     * @return the empty cut
     */
    public static Cut empty(int size) {
        long[] none = new long[size];
        Arrays.fill(none, -1);
        return new Cut(none, new long[size], new long[size], 0, 0, 0, 0, 0);
    }

    /**
     * Encodes it.
     *
     * @return the bytes
     */
    public byte[] encode() {
        ByteBuffer buffer = ByteBuffer.allocate(FIXED + 24 * last.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(VERSION).put((byte) 0).putShort((short) last.length);
        buffer.putLong(ordCut)
                .putLong(delivered)
                .putLong(ordHolders)
                .putLong(tableHolders)
                .putLong(tableParts);
        for (int s = 0; s < last.length; s++) {
            buffer.putLong(last[s]).putLong(stable[s]).putLong(holders[s]);
        }
        return buffer.array();
    }

    /**
     * Decodes it.
     *
     * @param bytes what a proposer merged
     * @return the cut
     * @throws IllegalArgumentException if the bytes are no cut
     */
    public static Cut decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (buffer.get() != VERSION) {
                throw new IllegalArgumentException("a cut of another version");
            }
            buffer.get();
            int size = buffer.getShort();
            long ordCut = buffer.getLong();
            long delivered = buffer.getLong();
            long ordHolders = buffer.getLong();
            long tableHolders = buffer.getLong();
            long tableParts = buffer.getLong();
            Cut cut = new Cut(
                    new long[size],
                    new long[size],
                    new long[size],
                    ordCut,
                    delivered,
                    ordHolders,
                    tableHolders,
                    tableParts);
            for (int s = 0; s < size; s++) {
                cut.last[s] = buffer.getLong();
                cut.stable[s] = buffer.getLong();
                cut.holders[s] = buffer.getLong();
            }
            return cut;
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("a cut that is cut short", e);
        }
    }
}
