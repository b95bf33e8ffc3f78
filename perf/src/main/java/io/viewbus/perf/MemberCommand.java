/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.Order;
import io.viewbus.perf.member.Contender;
import io.viewbus.perf.member.Ledger;
import io.viewbus.perf.member.MemberScript;
import io.viewbus.perf.member.MemberTask;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** One member of a round, started by the parent: both ends of its command line are in this class. */
@Command(name = "member", hidden = true, description = "Plays one member; started by the scenarios.")
final class MemberCommand implements Callable<Integer> {

    /** The same for every system. A fixed heap, so that no round pays for growing it. */
    static final List<String> JVM_FLAGS =
            List.of("-Xms256m", "-Xmx256m", "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED");

    @Parameters(index = "0")
    private Contestant contestant;

    @Parameters(index = "1")
    private int index;

    @Parameters(index = "2")
    private int members;

    @Parameters(index = "3")
    private int size;

    @Parameters(index = "4")
    private Order order;

    @Parameters(index = "5")
    private String cluster;

    @Parameters(index = "6")
    private int port;

    @Parameters(index = "7")
    private Duration warmup;

    @Parameters(index = "8")
    private Duration duration;

    /** Returns the command line that starts a member. */
    static List<String> commandLine(Contestant contestant, MemberTask task) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(JVM_FLAGS);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), PerfMain.class.getName(), "member"));
        Stream.of(
                        contestant.name(),
                        task.index(),
                        task.members(),
                        task.size(),
                        task.order(),
                        task.cluster(),
                        task.port(),
                        task.warmup(),
                        task.duration())
                .map(String::valueOf)
                .forEach(words::add);
        return words;
    }

    @Override
    public Integer call() throws InterruptedException {
        MemberTask task = new MemberTask(index, members, size, order, cluster, port, warmup, duration);
        Ledger ledger = new Ledger(members);
        try (Contender contender = contestant.make(task, ledger)) {
            play(new MemberScript(task, contender, ledger, System.in, System.out));
        }
        return ExitCode.OK;
    }

    private static void play(MemberScript script) throws InterruptedException {
        try {
            script.play();
        } finally {
            // Even an orphan closes in peace: an interrupt would keep it from tidying up.
            Thread.interrupted();
        }
    }
}
