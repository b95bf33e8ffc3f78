/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.Bus;
import io.viewbus.Order;
import io.viewbus.perf.member.Stamp;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much each member is given when all publish as fast as they may. */
@Command(
        name = "throughput",
        description = {
            "All members publish as fast as credit allows; the rate is what each member delivers, its own messages"
                    + " among them. Viewbus and raw Aeron take turns, each member in a JVM of its own.",
            "Only the ratio means something beyond this machine and hour."
        },
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class ThroughputCommand implements Callable<Integer> {

    private static final int MAX_MEMBERS = 16;
    private static final int MAX_SECONDS = 3600;
    private static final int MAX_ROUNDS = 100;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--members",
            paramLabel = "N",
            defaultValue = "3",
            description = "how many members, 2 to " + MAX_MEMBERS + " (${DEFAULT-VALUE})")
    private int members;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            defaultValue = "100",
            description = "bytes of a payload, " + Stamp.LENGTH + " to " + Bus.MAX_PAYLOAD + " (${DEFAULT-VALUE})")
    private int size;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            defaultValue = "total",
            description = "order of the topic: fifo, causal, total, quorum or safe (${DEFAULT-VALUE})")
    private Order order;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "5",
            description = "how long a round counts (${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warmup",
            paramLabel = "S",
            defaultValue = "3",
            description = "how long before that (${DEFAULT-VALUE})")
    private int warmup;

    @Option(
            names = "--rounds",
            paramLabel = "R",
            defaultValue = "3",
            description = "rounds of each system (${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--systems",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "viewbus,viewbus-raw,aeron",
            converter = Contestant.Converter.class,
            description = "which systems take turns: viewbus, viewbus-raw, aeron (${DEFAULT-VALUE})")
    private List<Contestant> systems;

    @Option(names = "--json", description = "print one JSON object instead of a table")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Workload workload = workload();
        PrintWriter progress = spec.commandLine().getErr();
        Comparison comparison = new ThroughputRun(workload, progress).run();
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? JsonReport.of(comparison) : TableReport.of(comparison));
        out.flush();
        return ExitCode.OK;
    }

    private Workload workload() {
        require("--members", members, 2, MAX_MEMBERS);
        require("--size", size, Stamp.LENGTH, Bus.MAX_PAYLOAD);
        require("--seconds", seconds, 1, MAX_SECONDS);
        require("--warmup", warmup, 0, MAX_SECONDS);
        require("--rounds", rounds, 1, MAX_ROUNDS);
        if (systems.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--systems must name viewbus, viewbus-raw or aeron");
        }
        List<Contestant> distinct = systems.stream().distinct().toList();
        return new Workload(distinct, members, size, order, warmup, seconds, rounds);
    }

    private void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(), option + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
