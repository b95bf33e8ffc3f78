/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.member.MemberMain;
import io.viewbus.perf.member.MemberTask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** One member of a round, started by the parent: both ends of its command line are in this class. */
@Command(name = "member", hidden = true, description = "Plays one member; started by the scenarios.")
final class MemberCommand implements Callable<Integer> {

    /** The same for every system. A fixed heap, so that no round pays for growing it. */
    static final List<String> JVM_FLAGS = List.of(
            "-Xms256m",
            "-Xmx256m",
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");

    @Parameters(index = "0")
    private Contestant system;

    @Parameters(index = "1..*")
    private List<String> task;

    /** Returns the command line that starts a member. */
    static List<String> commandLine(Contestant system, MemberTask task) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(JVM_FLAGS);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), PerfMain.class.getName(), "member"));
        words.add(system.name());
        words.addAll(task.words());
        return words;
    }

    @Override
    public Integer call() throws InterruptedException {
        MemberMain.play(MemberTask.parse(task), system::make, System.in, System.out);
        return ExitCode.OK;
    }
}
