/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viewbus.cli.LineReader.LineTooLong;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    private static final int LIMIT = 100_000;

    @Test
    void emptyInput_hasNoLines() throws IOException {
        assertThat(lines("")).isEmpty();
    }

    @Test
    void emptyLine_isALine() throws IOException {
        assertThat(lines("\n\na\n")).containsExactly("", "", "a");
    }

    @Test
    void lastLine_needsNoLineFeed() throws IOException {
        assertThat(lines("a\nb")).containsExactly("a", "b");
    }

    @Test
    void carriageReturn_isKept() throws IOException {
        assertThat(lines("a\r\nb\r\n")).containsExactly("a\r", "b\r");
    }

    @Test
    void lines_keepBytesThatAreNoText() throws IOException {
        byte[] input = {(byte) 0xff, 0, '\n', (byte) 0xc3, '\n'};
        LineReader reader = new LineReader(new ByteArrayInputStream(input), LIMIT);
        assertThat(reader.next()).containsExactly(0xff, 0);
        assertThat(reader.next()).containsExactly(0xc3);
        assertThat(reader.next()).isNull();
    }

    @Test
    void line_mayBeLongerThanTheBufferAndAsLongAsTheLimit() throws IOException {
        String longest = "x".repeat(LIMIT);
        assertThat(lines("a\n" + longest + "\nb\n")).containsExactly("a", longest, "b");
    }

    @Test
    void lineOverTheLimit_isNamedAfterTheLinesBeforeIt() throws IOException {
        LineReader reader = new LineReader(input("a\nb\n" + "x".repeat(LIMIT + 1) + "\n"), LIMIT);
        assertThat(reader.next()).asString(UTF_8).isEqualTo("a");
        assertThat(reader.next()).asString(UTF_8).isEqualTo("b");
        assertThatThrownBy(reader::next)
                .isInstanceOf(LineTooLong.class)
                .hasMessage("line 3 is longer than 100000 bytes, the largest message");
    }

    @Test
    void endlessLine_isNotReadToItsEnd() {
        long[] served = new long[1];
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                Arrays.fill(bytes, offset, offset + length, (byte) 'x');
                served[0] += length;
                return length;
            }
        };
        assertThatThrownBy(new LineReader(endless, LIMIT)::next).isInstanceOf(LineTooLong.class);
        assertThat(served[0]).isLessThan(3L * LIMIT);
    }

    private static List<String> lines(String text) throws IOException {
        LineReader reader = new LineReader(input(text), LIMIT);
        List<String> lines = new ArrayList<>();
        for (byte[] line = reader.next(); line != null; line = reader.next()) {
            lines.add(new String(line, UTF_8));
        }
        return lines;
    }

    private static InputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
