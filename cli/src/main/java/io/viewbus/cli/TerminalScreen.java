/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;

/**
 * A screen of its own on a terminal: what the terminal showed before comes back afterwards. Restored also when the process is told to
 * end.
 */
public final class TerminalScreen implements AutoCloseable {

    private static final int DRAWS_PER_LOOK_AT_SIZE = 5;
    private static final String OPEN = "\033[?1049h\033[?25l";
    private static final String CLOSE = "\033[?25h\033[?1049l";
    private static final String TO_TOP = "\033[H";
    private static final String NEXT_LINE = "\033[K\r\n";
    private static final String CLEAR_REST = "\033[J";

    private final PrintWriter out;
    private final ShutdownHook hook = ShutdownHook.install(this::restore);
    private TerminalSize size = TerminalSize.now();
    private int draws;
    private boolean isRestored;

    private TerminalScreen(PrintWriter out) {
        this.out = out;
        out.print(OPEN);
    }

    /**
     * Tells whether standard output is a terminal that can be drawn on.
     *
     * @return true if so
     */
    public static boolean isPossible() {
        return StandardStreams.outIsTerminal() && !"dumb".equals(System.getenv("TERM"));
    }

    /**
     * Opens a screen.
     *
     * @param out leads to the terminal
     * @return the screen; to be closed
     */
    public static TerminalScreen open(PrintWriter out) {
        return new TerminalScreen(out);
    }

    /**
     * Draws a picture over the one before.
     *
     * @param picture gives the lines for a size
     */
    public synchronized void draw(Function<TerminalSize, List<String>> picture) {
        if (isRestored) {
            return;
        }
        if (draws++ % DRAWS_PER_LOOK_AT_SIZE == 0) {
            size = TerminalSize.now();
        }
        out.print(TO_TOP + String.join(NEXT_LINE, picture.apply(room(0))) + CLEAR_REST);
        out.flush();
    }

    /**
     * Returns what there is room for. One column stays free: in the last one, terminals disagree about where the cursor goes.
     *
     * @param rowsLess rows to leave free
     * @return the room
     */
    public synchronized TerminalSize room(int rowsLess) {
        return new TerminalSize(Math.max(1, size.columns() - 1), Math.max(0, size.rows() - rowsLess));
    }

    @Override
    public void close() {
        restore();
        hook.remove();
    }

    private synchronized void restore() {
        if (!isRestored) {
            isRestored = true;
            out.print(CLOSE);
            out.flush();
        }
    }
}
