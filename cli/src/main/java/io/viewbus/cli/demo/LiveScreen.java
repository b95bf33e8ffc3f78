/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import io.viewbus.cli.ShutdownHook;
import io.viewbus.cli.StandardStreams;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * Redraws the picture on a terminal a few times per second, on a screen of its own: what the terminal showed before comes back
 * afterwards, with the last picture below it.
 */
final class LiveScreen implements DemoScreen {

    private static final Duration REDRAW = Duration.ofMillis(200);
    private static final int DRAWS_PER_LOOK_AT_SIZE = 5;

    private static final String OPEN = "\033[?1049h\033[?25l";
    private static final String CLOSE = "\033[?25h\033[?1049l";
    private static final String TO_TOP = "\033[H";
    private static final String NEXT_LINE = "\033[K\r\n";
    private static final String CLEAR_REST = "\033[J";

    private final Picture picture;
    private final Board board;
    private final Journal journal;
    private final PrintWriter out;
    private final Disposable drawing;
    private final ShutdownHook hook = ShutdownHook.install(this::restoreTerminal);
    private TerminalSize size = TerminalSize.now();
    private boolean isRestored;

    private LiveScreen(DemoPlan plan, Board board, Journal journal, PrintWriter out) {
        this.picture = new Picture(plan);
        this.board = board;
        this.journal = journal;
        this.out = out;
        out.print(OPEN);
        this.drawing = Flux.interval(Duration.ZERO, REDRAW, Schedulers.newSingle("viewbus-screen", true))
                .onBackpressureDrop()
                .subscribe(this::draw);
    }

    /** Tells whether standard output is a terminal that can be drawn on and has room for the picture. */
    static boolean isPossible(DemoPlan plan) {
        return StandardStreams.outIsTerminal()
                && !"dumb".equals(System.getenv("TERM"))
                && TerminalSize.now().holds(Picture.smallest(plan));
    }

    static DemoScreen open(DemoPlan plan, Board board, Journal journal, PrintWriter out) {
        return new LiveScreen(plan, board, journal, out);
    }

    private synchronized void draw(long tick) {
        if (isRestored) {
            return;
        }
        if (tick % DRAWS_PER_LOOK_AT_SIZE == 0) {
            size = TerminalSize.now();
        }
        out.print(TO_TOP + String.join(NEXT_LINE, lines(size.rows())) + CLEAR_REST);
        out.flush();
    }

    /** One column stays free: in the last one, terminals disagree about where the cursor goes. */
    private List<String> lines(int rows) {
        TerminalSize room = new TerminalSize(Math.max(1, size.columns() - 1), Math.max(0, rows));
        return picture.draw(board.snapshot(), journal.latest(), journal.elapsedMs(), room);
    }

    @Override
    public void close() {
        drawing.dispose();
        restoreTerminal();
        // Below it come the outcome and the prompt.
        lines(size.rows() - 2).forEach(out::println);
        hook.remove();
    }

    private synchronized void restoreTerminal() {
        isRestored = true;
        out.print(CLOSE);
        out.flush();
    }
}
