/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.member.Scenario;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long messages take at a fixed rate. */
@Command(
        name = "latency",
        description = {
            "Each member sends at a fixed rate, whatever becomes of its messages; the time runs from when a message was due, so"
                    + " a system that stalls is charged for all that had to wait.",
            "ownLatency: until the sender itself has its message delivered. othersLatency: until another member has it. publishBlocked: until"
                    + " the system took it.",
            "Aeron hands a sender its own messages without sending them, so its othersLatency, one hop, is the yardstick: a total"
                    + " order needs two."
        },
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class LatencyCommand implements Callable<Integer> {

    private static final int MAX_RATE = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions options;

    @Option(
            names = "--members",
            paramLabel = "N",
            split = ",",
            defaultValue = "3",
            description =
                    "how many members, 2 to " + RunOptions.MAX_MEMBERS + ", several with commas (${DEFAULT-VALUE})")
    private List<Integer> members;

    @Option(
            names = "--rate",
            paramLabel = "PER_SECOND",
            defaultValue = "1000",
            description = "messages a second of each member (${DEFAULT-VALUE})")
    private int rate;

    @Override
    public Integer call() throws InterruptedException {
        Shape shape = options.shape(Scenario.LATENCY, 1, options.require("--rate", rate, 1, MAX_RATE), 0);
        Runs.play(spec, options, shape, options.members(members));
        return ExitCode.OK;
    }
}
