/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import io.viewbus.view.Member;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Writes records to segments: a new one at each install, and where one gets too long. Used by one thread. */
final class SegmentWriter implements Closeable {

    private static final int BUFFER_BYTES = 2 * Layout.LONGEST_RECORD;
    private static final int SEGMENTS_WITHIN_LIMIT = 8;
    private static final long LONGEST_SEGMENT = 64L << 20;
    private static final int PREFIX_BYTES = Long.BYTES + Long.BYTES;

    private final Path directory;
    private final Retained retained;
    private final long segmentBytes;
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private @Nullable FileChannel channel;
    private @Nullable Path file;
    private @Nullable Member self;
    private int segment;
    private long written;
    private long nextIndex;
    private long missing;

    SegmentWriter(Path directory, long limit) {
        this.directory = directory;
        this.segmentBytes = Math.min(limit / SEGMENTS_WITHIN_LIMIT, LONGEST_SEGMENT);
        this.retained = new Retained(directory, limit - segmentBytes);
    }

    /** Returns what is written to, for people. */
    Path where() {
        return file == null ? directory : file;
    }

    /** Writes a record that starts with its index and time, or makes the first segment when the member is told. */
    void write(int code, DirectBuffer record, int offset, int length) throws IOException {
        long index = record.getLong(offset, ByteOrder.LITTLE_ENDIAN);
        if (code == RecordKind.JOINING.code()) {
            self = new FieldReader()
                    .wrap(record, offset + PREFIX_BYTES, length - PREFIX_BYTES)
                    .takeMember();
            Files.createDirectories(directory);
            startSegment(index);
        } else if (isFull(length) || (code == RecordKind.STANDING.code() && nextIndex > 0)) {
            startSegment(index);
        }
        put(code, record, offset, length);
        nextIndex = index + 1;
        missing += code == RecordKind.GAP.code() ? record.getLong(offset + PREFIX_BYTES, ByteOrder.LITTLE_ENDIAN) : 0;
    }

    private boolean isFull(int length) {
        return written + out.position() + Layout.FIELDS_OFFSET + length > segmentBytes;
    }

    private void put(int code, DirectBuffer record, int offset, int length) throws IOException {
        int total = Layout.KIND_OFFSET + 1 + length;
        if (out.remaining() < total) {
            flush();
        }
        int start = out.position();
        out.putInt(total).putInt(0).put((byte) code);
        record.getBytes(offset, out, length);
        out.putInt(start + Layout.CRC_OFFSET, Checksum.of(crc, out, start, total));
    }

    /** Writes what is there, so that it outlives this process. */
    void flush() throws IOException {
        FileChannel to = channel;
        if (to == null) {
            return;
        }
        out.flip();
        while (out.hasRemaining()) {
            written += to.write(out);
        }
        out.clear();
    }

    /**
     * Says that the recording is complete up to here.
     *
     * @param lost how many records found no room since the start
     */
    void end(long lost) throws IOException {
        if (self == null) {
            return;
        }
        FieldWriter last = new FieldWriter().start();
        last.put(nextIndex + lost - missing).put(System.nanoTime()).put(lost - missing);
        put(RecordKind.END.code(), last.buffer(), 0, last.length());
        flush();
    }

    private void startSegment(long firstIndex) throws IOException {
        close();
        retained.makeRoom(member());
        segment++;
        Path path = directory.resolve(Layout.fileName(member(), segment));
        file = path;
        channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        written = 0;
        putHeader(firstIndex);
    }

    private void putHeader(long firstIndex) {
        int start = out.position();
        byte[] name = member().name().getBytes(StandardCharsets.US_ASCII);
        out.putLong(Layout.MAGIC).putInt(Layout.VERSION).putInt(segment);
        out.putLong(member().incarnation().high())
                .putLong(member().incarnation().low());
        out.putLong(firstIndex);
        out.putLong(wallNs()).putLong(System.nanoTime());
        out.put((byte) name.length).put(name).put(new byte[Layout.NAME_BYTES - name.length]);
        crc.reset();
        crc.update(out.duplicate().position(start).limit(out.position()));
        out.putInt((int) crc.getValue());
    }

    private static long wallNs() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    private Member member() {
        Member known = self;
        if (known == null) {
            throw new IllegalStateException("a record came before the member was told");
        }
        return known;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            flush();
            channel.close();
            channel = null;
        }
    }
}
