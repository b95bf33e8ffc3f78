/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.member.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What members feel when others come, go and die. */
@Command(
        name = "viewchange",
        description = {
            "Members send while a guest joins and leaves, members are killed (kill -9) and stand still (kill -STOP), and others take"
                    + " their place.",
            "Installed: from the cause until the last survivor has the next view. Silence: from the last message before it to the first"
                    + " after it, at the survivor for whom it was longest. Detection and Agreement: until the first survivor stops to deliver,"
                    + " and from then on. PublishBlocked: the longest wait of a message meanwhile.",
            "Members that went on together compare what they delivered in each view; if Viewbus delivered differently, the run fails."
        },
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class ViewChangeCommand implements Callable<Integer> {

    private static final int MAX_CHANGES = 1000;
    private static final int MAX_LOSSES = 20;

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
            names = "--rate",
            paramLabel = "PER_SECOND",
            defaultValue = "1000",
            converter = RateOption.class,
            description =
                    "messages a second of each member; max for as many as are taken; half: all together send half of what"
                            + " the most members that there are at a time can, a guest included, measured before (${DEFAULT-VALUE})")
    private int rate;

    @Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            defaultValue = "join,leave,kill_member,kill_sequencer,pause",
            description =
                    "join, leave, kill_member, kill_sequencer, pause, several with commas; join and leave only come together"
                            + " (all)")
    private List<ChangeKind> kinds;

    @Option(
            names = "--changes",
            paramLabel = "N",
            defaultValue = "10",
            description = "how many joins and leaves in a round (${DEFAULT-VALUE})")
    private int changes;

    @Option(
            names = "--losses",
            paramLabel = "N",
            defaultValue = "1",
            description = "how many of each of the other kinds in a round (${DEFAULT-VALUE})")
    private int losses;

    @Override
    public Integer call() throws InterruptedException {
        options.require("--members", members, 3, RunOptions.MAX_MEMBERS);
        Shape shape = options.shape(Scenario.VIEWCHANGE, 1, rate, 0);
        ChangePlan plan = new ChangePlan(
                options.required("--kinds", kinds),
                options.require("--changes", changes, 1, MAX_CHANGES),
                options.require("--losses", losses, 1, MAX_LOSSES),
                Duration.ofMillis(200));
        if (shape.topics() > 1) {
            throw options.refused("--topics must be 1 where views are watched");
        }
        HalfRate half = new HalfRate(
                new LoadRound(shape.saturated()), plan, spec.commandLine().getErr());
        Runs.play(spec, options, shape, List.of(Mode.USUAL), List.of(members), new ViewChangeRound(shape, plan, half));
        return ExitCode.OK;
    }
}
