/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** What all scenarios do with their options. */
final class Runs {

    private Runs() {}

    /** Plays a scenario in which nobody comes or goes. */
    static void play(CommandSpec spec, RunOptions options, Shape shape, List<Integer> members)
            throws InterruptedException {
        play(spec, options, shape, List.of(Mode.USUAL), members, new LoadRound(shape));
    }

    static void play(
            CommandSpec spec,
            RunOptions options,
            Shape shape,
            List<Mode> modes,
            List<Integer> members,
            Measurement measurement)
            throws InterruptedException {
        PrintWriter progress = spec.commandLine().getErr();
        List<Contestant> systems = options.systems();
        Lineup lineup = Lineup.of(systems, shape.scenario());
        if (lineup.able().isEmpty()) {
            throw options.refused(
                    "none of " + systems + " can do " + shape.scenario() + ": " + String.join("; ", lineup.absences()));
        }
        Turns turns = new Turns(
                measurement,
                new Calibration(shape, new LoadRound(shape.saturated().shortened())),
                progress);
        List<Job> jobs = options.jobs(lineup.able(), modes, members);
        int rounds = options.rounds();
        options.output().prepare();
        Stream.concat(options.warnings(lineup.able()).stream(), lineup.absences().stream())
                .forEach(warning -> {
                    progress.println(warning);
                    turns.remark(warning);
                });
        options.output().write(turns.run(options.command(), jobs, rounds));
    }
}
