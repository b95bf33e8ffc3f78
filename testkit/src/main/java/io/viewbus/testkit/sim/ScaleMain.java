/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.membership.core.MembershipConfig;
import io.viewbus.testkit.args.CommandLine;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The option {@code --scale} of the simulator. */
final class ScaleMain {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int LEAST_MEMBERS = 3;

    private final PrintStream out;
    private final List<ScalePhase> phases = new ArrayList<>();

    private ScaleMain(PrintStream out) {
        this.out = out;
    }

    /** Runs what follows {@code --scale} on the command line; returns the exit status. */
    static int run(List<String> args, PrintStream out, PrintStream err) {
        ScaleSpec spec;
        try {
            spec = parse(new CommandLine(args));
        } catch (IllegalArgumentException e) {
            err.println("sim: " + e.getMessage() + "; see bin/sim --help");
            return USAGE;
        }
        return new ScaleMain(out).run(spec);
    }

    private static ScaleSpec parse(CommandLine line) {
        int members = (int) line.number("--scale", LEAST_MEMBERS, MembershipConfig.MAX_MEMBERS);
        long seed = 1;
        Policy policy = Policy.PRIMARY;
        boolean withMessaging = true;
        while (!line.isEmpty()) {
            String option = line.option();
            switch (option) {
                case "--seed" -> seed = line.number(option, Long.MIN_VALUE, Long.MAX_VALUE);
                case "--policy" -> policy = Policy.of(line.word(option, "the name of a policy"));
                case "--membership" -> withMessaging = false;
                default -> throw new IllegalArgumentException("with --scale there is no option " + option);
            }
        }
        return new ScaleSpec(members, seed, policy, withMessaging);
    }

    private int run(ScaleSpec spec) {
        out.println("sim: core " + CoreHash.compute());
        out.println(ScalePhase.HEADER);
        ScaleRun run = new ScaleRun(spec, this::onPhase);
        List<String> failures = run.run();
        ScalePhase all = phases.stream().reduce(ScalePhase::plus).orElseThrow().named("all");
        out.println(all);
        String what = String.format(
                Locale.ROOT,
                "%d members, %s, %s, seed %d: %d views, %d messages, %.0f virtual seconds, %.1f times real time, trace %016x",
                spec.members(),
                spec.policy(),
                spec.withMessaging() ? "with messages" : "membership alone",
                spec.seed(),
                all.views(),
                all.messages(),
                all.virtualNs() / 1e9,
                all.speed(),
                run.script().traceHash());
        failures.forEach(failure -> DiagramPage.wrapped("  " + failure).forEach(out::println));
        out.println((failures.isEmpty() ? "scale ok: " : "scale FAILED: ") + what);
        return failures.isEmpty() ? OK : FAILED;
    }

    private void onPhase(ScalePhase phase) {
        phases.add(phase);
        out.println(phase);
    }
}
