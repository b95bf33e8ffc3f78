/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Splits bytes into lines of bounded length. A line ends with a line feed, which is not part of it, or with the input; a
 * carriage return is an ordinary byte. Holds one line and one buffer, however long a line is.
 */
final class LineReader {

    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final int limit;
    private final byte[] buffer = new byte[BUFFER];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int position;
    private int end;
    private long number;

    /** A line is longer than the limit. */
    static final class LineTooLong extends IOException {
        private static final long serialVersionUID = 1L;

        LineTooLong(long number, int limit) {
            super("line " + number + " is longer than " + limit + " bytes, the largest message");
        }
    }

    /**
     * Makes a reader.
     *
     * @param in the bytes; need not be buffered
     * @param limit the longest line, in bytes
     */
    LineReader(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /**
     * Reads the next line.
     *
     * @return the line, null at the end of the input
     * @throws LineTooLong if the line is over the limit; reading cannot go on then
     */
    byte @Nullable [] next() throws IOException {
        line.reset();
        number++;
        while (fill()) {
            int lineFeed = indexOfLineFeed();
            if (lineFeed >= 0) {
                take(lineFeed);
                position++;
                return line.toByteArray();
            }
            take(end);
        }
        return line.size() > 0 ? line.toByteArray() : null;
    }

    private boolean fill() throws IOException {
        if (position == end) {
            position = 0;
            end = Math.max(0, in.read(buffer));
        }
        return position < end;
    }

    private int indexOfLineFeed() {
        for (int i = position; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void take(int to) throws LineTooLong {
        if (line.size() + to - position > limit) {
            throw new LineTooLong(number, limit);
        }
        line.write(buffer, position, to - position);
        position = to;
    }
}
