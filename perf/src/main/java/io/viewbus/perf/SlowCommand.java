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

/** What the others feel of one slow subscriber. */
@Command(
        name = "slow",
        description = {
            "All members publish as fast as the system takes it, first with fast subscribers, then with a slow one at the last member.",
            "othersKeep: what fast members still get of what they got before, where the slow one subscribes; otherTopicsKeep: the same in"
                    + " topics to which it does not. With Viewbus the slow one is slow on the first topic only, and holds back its"
                    + " publishers, as it should; other systems have no topics."
        },
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class SlowCommand implements Callable<Integer> {

    private static final int MAX_RATE = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions options;

    @Option(
            names = "--members",
            paramLabel = "N",
            defaultValue = "3",
            description = "how many members (${DEFAULT-VALUE})")
    private int members;

    @Option(
            names = "--slow-rate",
            paramLabel = "PER_SECOND",
            defaultValue = "100",
            description = "messages a second that the slow subscriber takes (${DEFAULT-VALUE})")
    private int slowRate;

    @Override
    public Integer call() throws InterruptedException {
        Shape shape = options.shape(Scenario.SLOW, 2, 0, options.require("--slow-rate", slowRate, 1, MAX_RATE));
        int count = options.require("--members", members, 2, RunOptions.MAX_MEMBERS);
        Runs.play(spec, options, shape, List.of(count));
        return ExitCode.OK;
    }
}
