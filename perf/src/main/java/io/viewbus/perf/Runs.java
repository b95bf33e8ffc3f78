/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.member.Scenario;
import java.io.PrintWriter;
import java.util.List;
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
        Shape trial = new Shape(Scenario.THROUGHPUT, shape.topics(), 0, 0, shape.warmup(), shape.duration());
        List<Contestant> able = able(systems, shape.scenario());
        if (able.isEmpty()) {
            throw options.refused("none of " + systems + " can do " + shape.scenario());
        }
        Turns turns = new Turns(measurement, new Calibration(shape, new LoadRound(trial.shortened())), progress);
        List<Job> jobs = options.jobs(able, modes, members);
        int rounds = options.rounds();
        options.output().prepare();
        options.warnings(systems).forEach(warning -> {
            progress.println(warning);
            turns.remark(warning);
        });
        for (Contestant left : systems) {
            if (!able.contains(left)) {
                turns.remark(left + " was left out: "
                        + (shape.scenario() == Scenario.VIEWCHANGE
                                ? "it has no views whose changes could be watched"
                                : "its handler cannot be slow without holding up everything of the member"));
            }
        }
        options.output().write(turns.run(options.command(), jobs, rounds));
    }

    private static List<Contestant> able(List<Contestant> systems, Scenario scenario) {
        return systems.stream()
                .filter(system -> scenario != Scenario.VIEWCHANGE || system.hasViews())
                .filter(system -> scenario != Scenario.SLOW || system != Contestant.VIEWBUS_RAW)
                .toList();
    }
}
