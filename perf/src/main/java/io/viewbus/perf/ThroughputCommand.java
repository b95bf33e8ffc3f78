/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.member.Scenario;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How much each member is given when all publish as fast as they may. */
@Command(
        name = "throughput",
        description = {
            "All members publish as fast as the system takes it; the rate is what each member delivers, its own messages"
                    + " among them. The systems take turns, each member in a JVM of its own.",
            "Fairness is the part that the sender who got fewest through had of the one with most, second by second.",
            "Only ratios mean something beyond this machine and hour."
        },
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class ThroughputCommand implements Callable<Integer> {

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
            names = "--counters",
            paramLabel = "on|off|both",
            defaultValue = "on",
            description =
                    "whether members of Viewbus count; with both, those that do not take turns with those that do, and the"
                            + " ratio of the two says what counting costs (${DEFAULT-VALUE})")
    private Counters counters;

    @Override
    public Integer call() throws InterruptedException {
        Shape shape = options.shape(Scenario.THROUGHPUT, 1, 0, 0);
        Runs.play(spec, options, shape, counters.modes(), options.members(members), new LoadRound(shape));
        return ExitCode.OK;
    }

    private enum Counters {
        ON,
        OFF,
        BOTH;

        List<Mode> modes() {
            return switch (this) {
                case ON -> List.of(Mode.USUAL);
                case OFF -> List.of(Mode.UNCOUNTED);
                case BOTH -> List.of(Mode.USUAL, Mode.UNCOUNTED);
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
