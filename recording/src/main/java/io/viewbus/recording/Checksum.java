/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The checksum of a record: over its length, and all that follows the checksum. */
final class Checksum {

    private Checksum() {}

    /** Leaves position and limit of the buffer as they are. */
    static int of(CRC32C crc, ByteBuffer buffer, int start, int length) {
        int position = buffer.position();
        int limit = buffer.limit();
        crc.reset();
        add(crc, buffer, start, start + Layout.CRC_OFFSET);
        add(crc, buffer, start + Layout.KIND_OFFSET, start + length);
        buffer.limit(limit).position(position);
        return (int) crc.getValue();
    }

    private static void add(CRC32C crc, ByteBuffer buffer, int from, int to) {
        buffer.limit(to).position(from);
        crc.update(buffer);
    }
}
