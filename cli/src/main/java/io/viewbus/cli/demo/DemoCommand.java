/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import io.viewbus.cli.ExitCode;
import io.viewbus.cli.OutputWatch;
import io.viewbus.cli.RecordOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows a cluster that loses members and gets them back, and proves that the survivors delivered the same. */
@Command(
        name = "demo",
        header = "Loses members of a cluster and proves that the others agree.",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a cluster of member processes on this machine, each of which publishes in",
            "total order; kills the coordinator, starts it again, kills another, and leaves.",
            "Compares at every view change what the survivors delivered."
        })
public final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(
            names = "--members",
            paramLabel = "N",
            defaultValue = "3",
            showDefaultValue = Visibility.ALWAYS,
            description = "How many members, 3 to 9.")
    private int members;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "20",
            showDefaultValue = Visibility.ALWAYS,
            description = "How long it should take, 5 to 3600.")
    private int seconds;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "500",
            showDefaultValue = Visibility.ALWAYS,
            description = "Messages that each member publishes per second, 1 to 100000.")
    private int rate;

    @Mixin
    private RecordOptions record;

    @Option(names = "--plain", description = "One line per event; also where the output is no terminal.")
    private boolean plain;

    @Override
    public Integer call() throws InterruptedException {
        DemoPlan plan = plan();
        PrintWriter out = command.commandLine().getOut();
        try {
            out.println("demo ok: " + perform(plan, out));
            return ExitCode.OK;
        } catch (DemoFailure e) {
            out.println("demo FAILED: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private DemoPlan plan() {
        try {
            DemoPlan plan = DemoPlan.of(members, seconds, rate);
            TestCorruption.requireMeaningful(plan.members());
            return plan;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private String perform(DemoPlan plan, PrintWriter out) throws DemoFailure, InterruptedException {
        boolean live = !plain && LiveScreen.isPossible(plan);
        Journal journal = live ? Journal.silent() : Journal.printingTo(out);
        Board board = new Board(journal);
        DemoScreen screen = live ? LiveScreen.open(plan, board, journal, out) : DemoScreen.NONE;
        OutputWatch.onReaderGone(() -> board.update(() -> board.fail("nobody reads standard output any more")));
        try (DemoCluster cluster = DemoCluster.create(plan, board, !live, record.words())) {
            return new DemoScript(plan, cluster, board, journal).play();
        } finally {
            screen.close();
        }
    }
}
