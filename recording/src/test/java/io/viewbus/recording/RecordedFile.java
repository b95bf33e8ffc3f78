/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A file of a recording, to be damaged. */
final class RecordedFile {

    private final Path file;
    private byte[] bytes;

    RecordedFile(Path file) {
        this.file = file;
        try {
            this.bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns where records start, and where the last one ends. */
    List<Integer> starts() {
        List<Integer> starts = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = Layout.HEADER_BYTES;
        while (at < bytes.length) {
            starts.add(at);
            at += buffer.getInt(at);
        }
        starts.add(at);
        return starts;
    }

    int records() {
        return starts().size() - 1;
    }

    RecordedFile remove(int record) {
        List<Integer> starts = starts();
        byte[] rest = new byte[bytes.length - (starts.get(record + 1) - starts.get(record))];
        System.arraycopy(bytes, 0, rest, 0, starts.get(record));
        System.arraycopy(
                bytes, starts.get(record + 1), rest, starts.get(record), bytes.length - starts.get(record + 1));
        return write(rest);
    }

    RecordedFile flip(int at) {
        byte[] damaged = bytes.clone();
        damaged[at] ^= 1;
        return write(damaged);
    }

    RecordedFile cut(int length) {
        return write(Arrays.copyOf(bytes, length));
    }

    RecordedFile set(int at, int value) {
        byte[] other = bytes.clone();
        other[at] = (byte) value;
        return write(other);
    }

    private RecordedFile write(byte[] content) {
        try {
            Files.write(file, content);
            bytes = content;
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
