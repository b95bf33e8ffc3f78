/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.membership.ViewService;
import io.viewbus.view.ClusterException.JoinFailed;
import io.viewbus.view.View;
import java.io.PrintWriter;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** Asks a running cluster for its views without joining it, and prints them. */
final class ClusterQuery {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String cluster;
    private final TrackedTransport transport;
    private final PrintWriter out;
    private final Sinks.Empty<Void> stopped = Sinks.empty();
    private boolean answered;

    ClusterQuery(ClusterOptions options, PrintWriter out) {
        this.cluster = options.cluster();
        this.transport = options.transport();
        this.out = out;
    }

    /** Prints the current view, and each later one if asked to follow, until nobody reads any more. */
    void print(boolean follow, ViewFormat format) {
        ShutdownHook hook = ShutdownHook.install(this::stop);
        OutputWatch.onReaderGone(stopped::tryEmitEmpty);
        try {
            views(follow).takeWhile(view -> print(view, format)).blockLast();
        } catch (JoinFailed e) {
            throw silence(e);
        } finally {
            transport.awaitReleased();
            hook.remove();
        }
    }

    private Flux<View> views(boolean follow) {
        return ViewService.create()
                .cluster(cluster)
                .transport(transport)
                .observe(follow, PATIENCE)
                .publishOn(Schedulers.newSingle("viewbus-output", true))
                .takeUntilOther(stopped.asMono());
    }

    private boolean print(View view, ViewFormat format) {
        answered = true;
        format.write(view, out);
        return !out.checkError();
    }

    private void stop() {
        stopped.tryEmitEmpty();
        transport.awaitReleased();
    }

    private CommandFailure silence(JoinFailed e) {
        return answered
                ? new CommandFailure(ExitCode.LOST, "cluster \"" + cluster + "\" does not answer any more", e)
                : new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
}
