/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.membership.core.MembershipConfig;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
            spec = parse(new ArrayDeque<>(args));
        } catch (IllegalArgumentException e) {
            err.println("sim: " + e.getMessage() + "; see bin/sim --help");
            return USAGE;
        }
        return new ScaleMain(out).run(spec);
    }

    private static ScaleSpec parse(Deque<String> rest) {
        int members = number("--scale", rest);
        long seed = 1;
        Policy policy = Policy.PRIMARY;
        boolean withMessaging = true;
        while (!rest.isEmpty()) {
            String option = rest.remove();
            switch (option) {
                case "--seed" -> seed = number(option, rest);
                case "--policy" -> policy = Policy.of(word(option, rest));
                case "--membership" -> withMessaging = false;
                default -> throw new IllegalArgumentException("with --scale there is no option " + option);
            }
        }
        return verified(new ScaleSpec(members, seed, policy, withMessaging));
    }

    private static ScaleSpec verified(ScaleSpec spec) {
        if (spec.members() < LEAST_MEMBERS || spec.members() > MembershipConfig.MAX_MEMBERS) {
            throw new IllegalArgumentException("--scale must be " + LEAST_MEMBERS + " to "
                    + MembershipConfig.MAX_MEMBERS + ", not " + spec.members());
        }
        return spec;
    }

    private static String word(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.remove();
    }

    private static int number(String option, Deque<String> rest) {
        return (int) Draft.number(option, word(option, rest));
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
