/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Finds the records of one segment and verifies that each is as it was written. */
final class SegmentReader implements Closeable {

    private final Segment segment;
    private final boolean mayBeTorn;
    private final MappedByteBuffer bytes;
    private final UnsafeBuffer buffer;
    private final CRC32C crc = new CRC32C();
    private final FieldReader fields = new FieldReader();
    private int position = Layout.HEADER_BYTES;
    private int start;
    private int length;
    private @Nullable RecordKind kind;

    private SegmentReader(Segment segment, boolean mayBeTorn, MappedByteBuffer bytes) {
        this.segment = segment;
        this.mayBeTorn = mayBeTorn;
        this.bytes = bytes;
        this.buffer = new UnsafeBuffer(bytes);
    }

    /** Opens a segment. The last one of a recording may end in the middle of a record. */
    static SegmentReader open(Segment segment, boolean mayBeTorn) {
        try (FileChannel channel = FileChannel.open(segment.file(), StandardOpenOption.READ)) {
            MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            return new SegmentReader(segment, mayBeTorn, bytes);
        } catch (IOException e) {
            throw new UnusableRecording(segment.file() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Goes to the next record, and returns false if there is none. */
    boolean advance() {
        int left = bytes.limit() - position;
        if (left == 0 || (!isRecord(position) && isTorn())) {
            return false;
        }
        start = position;
        length = bytes.getInt(position);
        kind = RecordKind.of(bytes.get(start + Layout.KIND_OFFSET));
        if (kind == null) {
            throw new UnusableRecording(
                    file() + " has a record of kind " + bytes.get(start + Layout.KIND_OFFSET) + ", which nobody knows");
        }
        if (start == Layout.HEADER_BYTES && index() != segment.firstIndex()) {
            throw new UnusableRecording("of " + file() + " something is missing: it begins with record " + index()
                    + " instead of " + segment.firstIndex());
        }
        position += length;
        return true;
    }

    private boolean isRecord(int at) {
        int left = bytes.limit() - at;
        if (left < Layout.FIELDS_OFFSET) {
            return false;
        }
        int size = bytes.getInt(at);
        return size >= Layout.FIELDS_OFFSET
                && size <= Math.min(left, Layout.LONGEST_RECORD)
                && bytes.getInt(at + Layout.CRC_OFFSET) == Checksum.of(crc, bytes, at, size);
    }

    /** What a killed process left has nothing after it; whatever else is damaged has. */
    private boolean isTorn() {
        for (int at = position + 1; at < bytes.limit(); at++) {
            if (isRecord(at)) {
                throw new UnusableRecording(file() + " is damaged: at byte " + position
                        + " is no record as it was written, and records follow");
            }
        }
        if (!mayBeTorn) {
            throw new UnusableRecording(file() + " is damaged: it ends in the middle of a record, and segments follow");
        }
        return true;
    }

    Path file() {
        return segment.file();
    }

    RecordKind kind() {
        if (kind == null) {
            throw new IllegalStateException("there is no record yet");
        }
        return kind;
    }

    long index() {
        return bytes.getLong(start + Layout.INDEX_OFFSET);
    }

    long timeNs() {
        return bytes.getLong(start + Layout.TIME_OFFSET);
    }

    long firstField() {
        return fields().takeLong();
    }

    FieldReader fields() {
        return fields.wrap(buffer, start + Layout.FIELDS_OFFSET, length - Layout.FIELDS_OFFSET);
    }

    @Override
    public void close() {
        IoUtil.unmap(bytes);
    }
}
