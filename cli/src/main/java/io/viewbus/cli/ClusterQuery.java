/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.membership.ViewService;
import io.viewbus.view.ClusterException.JoinFailed;
import io.viewbus.view.View;
import java.io.PrintWriter;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Asks a running cluster for its views without joining it, and prints them. */
final class ClusterQuery {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ClusterOptions cluster;
    private final PrintWriter out;
    private boolean answered;

    ClusterQuery(ClusterOptions cluster, PrintWriter out) {
        this.cluster = cluster;
        this.out = out;
    }

    /** Prints the current view, and each later one if asked to follow, until nobody reads any more. */
    void print(boolean follow, ViewFormat format) {
        Flux<View> views = ViewService.create()
                .cluster(cluster.cluster())
                .transport(cluster.transport())
                .observe(follow, PATIENCE);
        try {
            views.publishOn(Schedulers.newSingle("viewbus-output", true))
                    .takeWhile(view -> print(view, format))
                    .blockLast();
        } catch (JoinFailed e) {
            throw silence(e);
        }
    }

    private boolean print(View view, ViewFormat format) {
        answered = true;
        format.write(view, out);
        return !out.checkError();
    }

    private CommandFailure silence(JoinFailed e) {
        return answered
                ? new CommandFailure(ExitCode.LOST, "cluster \"" + cluster.cluster() + "\" does not answer any more", e)
                : new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
}
