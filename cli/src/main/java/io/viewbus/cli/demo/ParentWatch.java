/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import io.viewbus.cli.StandardStreams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A member's line to its parent: standard input. A line asks the member to leave. Its end means that the parent is dead, however
 * it died, since the system closes a pipe whose writer is gone.
 */
final class ParentWatch {

    private final Sinks.Empty<Void> leave = Sinks.empty();
    private final Runnable onParentGone;

    private ParentWatch(Runnable onParentGone) {
        this.onParentGone = onParentGone;
    }

    /** Starts watching on a thread of its own. */
    static ParentWatch start(Runnable onParentGone) {
        ParentWatch watch = new ParentWatch(onParentGone);
        Thread thread = new Thread(watch::run, "viewbus-parent-watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    /** Completes when the parent asks this member to leave, or is gone. */
    Mono<Void> leave() {
        return leave.asMono();
    }

    private void run() {
        try (BufferedReader parent =
                new BufferedReader(new InputStreamReader(StandardStreams.in(), StandardCharsets.UTF_8))) {
            while (parent.readLine() != null) {
                leave.tryEmitEmpty();
            }
        } catch (IOException e) {
            // As good as its end.
        }
        leave.tryEmitEmpty();
        onParentGone.run();
    }
}
