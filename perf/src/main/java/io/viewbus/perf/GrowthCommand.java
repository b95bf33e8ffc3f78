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

/** What becomes of throughput as the cluster grows. */
@Command(
        name = "growth",
        description = {
            "Throughput with 2, 4, 8 and 16 members, as a curve: what all members together have to do grows with their number, and so"
                    + " do the processes that share this machine."
        },
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class GrowthCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions options;

    @Option(
            names = "--members",
            paramLabel = "N",
            split = ",",
            defaultValue = "2,4,8,16",
            description =
                    "how many members, 2 to " + RunOptions.MAX_MEMBERS + ", several with commas (${DEFAULT-VALUE})")
    private List<Integer> members;

    @Override
    public Integer call() throws InterruptedException {
        Shape shape = options.shape(Scenario.THROUGHPUT, 1, 0, 0);
        Runs.play(spec, options, shape, options.members(members));
        return ExitCode.OK;
    }
}
