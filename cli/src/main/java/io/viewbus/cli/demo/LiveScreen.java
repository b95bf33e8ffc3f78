/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import io.viewbus.cli.ShutdownHook;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Redraws the picture on a terminal a few times per second. */
final class LiveScreen implements DemoScreen {

    private static final Duration REDRAW = Duration.ofMillis(200);
    private static final String HIDE_CURSOR_AND_CUT_LINES = "\033[?25l\033[?7l";
    private static final String SHOW_CURSOR_AND_WRAP_LINES = "\033[?25h\033[?7h";
    private static final String END_OF_LINE = "\033[K\n";
    private static final String CLEAR_BELOW = "\033[J";

    private final Picture picture;
    private final Board board;
    private final Journal journal;
    private final PrintWriter out;
    private final Disposable drawing;
    private final ShutdownHook hook = ShutdownHook.install(this::restoreTerminal);
    private int drawnLines;

    private LiveScreen(DemoPlan plan, Board board, Journal journal, PrintWriter out) {
        this.picture = new Picture(plan);
        this.board = board;
        this.journal = journal;
        this.out = out;
        out.print(HIDE_CURSOR_AND_CUT_LINES);
        this.drawing = Flux.interval(Duration.ZERO, REDRAW).onBackpressureDrop().subscribe(tick -> draw());
    }

    static DemoScreen open(DemoPlan plan, Board board, Journal journal, PrintWriter out) {
        return new LiveScreen(plan, board, journal, out);
    }

    private synchronized void draw() {
        List<String> lines = picture.draw(board.snapshot(), journal.latest(), journal.elapsedMs());
        StringBuilder frame = new StringBuilder();
        if (drawnLines > 0) {
            frame.append("\033[").append(drawnLines).append("A\r");
        }
        lines.forEach(line -> frame.append(line).append(END_OF_LINE));
        frame.append(CLEAR_BELOW);
        drawnLines = lines.size();
        out.print(frame);
        out.flush();
    }

    @Override
    public void close() {
        drawing.dispose();
        draw();
        restoreTerminal();
        hook.remove();
    }

    private void restoreTerminal() {
        out.print(SHOW_CURSOR_AND_WRAP_LINES);
        out.flush();
    }
}
