/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the views of a running cluster. */
@Command(
        name = "views",
        header = "Prints the views of a running cluster.",
        mixinStandardHelpOptions = true,
        description = {
            "Asks a running cluster without joining it and prints each view as a line",
            "view <id> <kind> [a b c] +name... -name..."
        })
final class ViewsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private ClusterOptions cluster;

    @Option(names = "--follow", description = "Go on with each later view.")
    private boolean follow;

    @Option(names = "--json", description = "Print one JSON object per view.")
    private boolean json;

    @Override
    public Integer call() {
        ViewFormat format = json ? ViewFormat.JSON_VIEW : ViewFormat.VIEW;
        new ClusterQuery(cluster, command.commandLine().getOut()).print(follow, format);
        return ExitCode.OK;
    }
}
