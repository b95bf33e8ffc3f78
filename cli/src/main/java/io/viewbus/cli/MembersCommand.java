/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the members of a running cluster. */
@Command(
        name = "members",
        header = "Prints the members of a running cluster.",
        mixinStandardHelpOptions = true,
        description = {
            "Asks a running cluster without joining it and prints each member as a line",
            "<rank> <name> <incarnation>",
            "The first is the coordinator."
        })
final class MembersCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private ClusterOptions cluster;

    @Option(names = "--json", description = "Print one JSON object per member.")
    private boolean json;

    @Override
    public Integer call() {
        ViewFormat format = json ? ViewFormat.JSON_MEMBERS : ViewFormat.MEMBERS;
        new ClusterQuery(cluster, command.commandLine().getOut()).print(false, format);
        return ExitCode.OK;
    }
}
