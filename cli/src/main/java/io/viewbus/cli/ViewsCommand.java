/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.cli.watch.GatewayAddress;
import io.viewbus.cli.watch.GatewayViews;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the views of a running cluster. */
@Command(
        name = "views",
        header = "Prints the views of a running cluster.",
        mixinStandardHelpOptions = true,
        description = {
            "Asks a running cluster without joining it and prints each view as a line",
            "view <id> <kind> [a b c] +name... -name...",
            "With --http, the gateway of a member tells also when, how long deliveries stood",
            "still, and why somebody is out."
        })
final class ViewsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private GatewayAddress gateway;

    @Option(names = "--follow", description = "Go on with each later view.")
    private boolean follow;

    @Option(names = "--history", description = "All views that the gateway still knows; with --http.")
    private boolean history;

    @Option(names = "--json", description = "Print one JSON object per view.")
    private boolean json;

    @Override
    public Integer call() {
        if (history && (follow || !gateway.isGiven())) {
            throw new ParameterException(
                    command.commandLine(),
                    follow ? "--history and --follow exclude each other" : "--history says nothing without --http");
        }
        if (gateway.isGiven()) {
            tell(gateway.views(json, command.commandLine().getOut()));
            return ExitCode.OK;
        }
        ViewFormat format = json ? ViewFormat.JSON_VIEW : ViewFormat.VIEW;
        new ClusterQuery(cluster, command.commandLine().getOut()).print(follow, format);
        return ExitCode.OK;
    }

    private void tell(GatewayViews views) {
        if (follow) {
            // A read of the network cannot be interrupted, and there is nothing to leave behind.
            OutputWatch.onReaderGone(() -> Runtime.getRuntime().halt(ExitCode.OK));
            views.follow();
        } else {
            views.printLatest(history);
        }
    }
}
