/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import io.viewbus.cli.TerminalScreen;
import io.viewbus.cli.TerminalSize;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Redraws the picture on a terminal a few times per second, on a screen of its own; the last picture stays. */
final class LiveScreen implements DemoScreen {

    private static final Duration REDRAW = Duration.ofMillis(200);

    private final Picture picture;
    private final Board board;
    private final Journal journal;
    private final PrintWriter out;
    private final TerminalScreen screen;
    private final Disposable drawing;

    private LiveScreen(DemoPlan plan, Board board, Journal journal, PrintWriter out) {
        this.picture = new Picture(plan);
        this.board = board;
        this.journal = journal;
        this.out = out;
        this.screen = TerminalScreen.open(out);
        this.drawing = Flux.interval(Duration.ZERO, REDRAW, Schedulers.newSingle("viewbus-screen", true))
                .onBackpressureDrop()
                .subscribe(tick -> screen.draw(this::lines));
    }

    /** Tells whether standard output is a terminal that can be drawn on and has room for the picture. */
    static boolean isPossible(DemoPlan plan) {
        return TerminalScreen.isPossible() && TerminalSize.now().holds(Picture.smallest(plan));
    }

    static DemoScreen open(DemoPlan plan, Board board, Journal journal, PrintWriter out) {
        return new LiveScreen(plan, board, journal, out);
    }

    /** Each call is one moment of the lanes, so only one at a time. */
    private synchronized List<String> lines(TerminalSize room) {
        return picture.draw(board.snapshot(), journal.latest(), journal.elapsedMs(), room);
    }

    @Override
    public void close() {
        drawing.dispose();
        screen.close();
        // Below it come the outcome and the prompt.
        lines(screen.room(2)).forEach(out::println);
    }
}
