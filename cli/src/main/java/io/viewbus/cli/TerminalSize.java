/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a terminal.
 *
 * @param columns its width
 * @param rows its height
 */
public record TerminalSize(int columns, int rows) {

    private static final TerminalSize ORDINARY = new TerminalSize(80, 24);
    private static final Pattern ANSWER = Pattern.compile("([0-9]{1,4}) ([0-9]{1,4})\\s*");

    /**
     * Asks the terminal of this process; takes a few milliseconds, since only a program can ask.
     *
     * @return its size; an ordinary one if there is none
     */
    public static TerminalSize now() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return parse(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return ORDINARY; // There is no stty, or no terminal.
        }
    }

    /** Reads rows and columns; what is no size is taken for an ordinary one. */
    static TerminalSize parse(String answer) {
        Matcher size = ANSWER.matcher(answer);
        if (!size.matches()) {
            return ORDINARY;
        }
        int rows = Integer.parseInt(size.group(1));
        int columns = Integer.parseInt(size.group(2));
        return rows == 0 || columns == 0 ? ORDINARY : new TerminalSize(columns, rows);
    }

    /**
     * Tells whether it has room for something of a size.
     *
     * @param other the size of that
     * @return true if it fits
     */
    public boolean holds(TerminalSize other) {
        return columns >= other.columns && rows >= other.rows;
    }
}
