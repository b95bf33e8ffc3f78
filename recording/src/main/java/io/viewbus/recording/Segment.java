/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A file of a recording, as its header says.
 *
 * @param file the file
 * @param member whose it is
 * @param number its number among the segments, from 1
 * @param firstIndex the index of its first record
 * @param wallNs the wall clock when it was begun
 * @param monotonicNs the clock of the records at the same instant
 * @param bytes its length
 */
record Segment(Path file, Member member, int number, long firstIndex, long wallNs, long monotonicNs, long bytes) {

    /**
     * Reads a header.
     *
     * @throws UnusableRecording if it is none, is damaged, or of another version
     */
    static Segment of(Path file) {
        ByteBuffer header = ByteBuffer.allocate(Layout.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long bytes = channel.size();
            while (header.hasRemaining() && channel.read(header) >= 0) {
                // There may be more.
            }
            return parse(file, header.flip(), bytes);
        } catch (IOException e) {
            throw new UnusableRecording(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Segment parse(Path file, ByteBuffer header, long bytes) {
        if (header.limit() < Long.BYTES + Integer.BYTES || header.getLong() != Layout.MAGIC) {
            throw new UnusableRecording(file + " is no recording of Viewbus");
        }
        int version = header.getInt();
        if (version != Layout.VERSION) {
            throw new UnusableRecording(
                    file + " is of version " + version + " of the format, this program reads version " + Layout.VERSION
                            + ": use the release that wrote it");
        }
        if (header.limit() < Layout.HEADER_BYTES || !isWhole(header)) {
            throw new UnusableRecording(file + " is damaged: its header is not as it was written");
        }
        int number = header.getInt();
        Incarnation incarnation = new Incarnation(header.getLong(), header.getLong());
        long firstIndex = header.getLong();
        long wallNs = header.getLong();
        long monotonicNs = header.getLong();
        byte[] name = new byte[header.get()];
        header.get(name);
        Member member = new Member(new String(name, StandardCharsets.US_ASCII), incarnation);
        return new Segment(file, member, number, firstIndex, wallNs, monotonicNs, bytes);
    }

    private static boolean isWhole(ByteBuffer header) {
        CRC32C crc = new CRC32C();
        int end = Layout.HEADER_BYTES - Integer.BYTES;
        crc.update(header.duplicate().position(0).limit(end));
        return header.getInt(end) == (int) crc.getValue();
    }
}
