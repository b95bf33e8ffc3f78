/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.args.CommandLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command line that is being read: what was said so far, and what it means if nothing more is said. */
final class Draft {

    private static final int MOST_MEMBERS = 16;

    boolean withMessaging = true;
    boolean trace;
    boolean events;
    boolean marks;
    boolean canary;
    boolean withWatching = true;
    boolean shrink = true;

    @Nullable
    Long seed;

    @Nullable
    Long seeds;

    @Nullable
    Long from;

    int threads = Runtime.getRuntime().availableProcessors();

    @Nullable
    Profile profile;

    Policy policy = Policy.PRIMARY;

    private int leastMembers;
    private int mostMembers;
    private @Nullable List<Long> only;

    void members(String text) {
        int dash = text.indexOf('-', 1);
        leastMembers = members(text, dash < 0 ? text : text.substring(0, dash));
        mostMembers = dash < 0 ? leastMembers : members(text, text.substring(dash + 1));
        if (mostMembers < leastMembers) {
            throw new IllegalArgumentException("--members must begin with the lesser number, not " + text);
        }
    }

    private static int members(String text, String number) {
        return (int) CommandLine.number("--members " + text + ": it", number, 1, MOST_MEMBERS);
    }

    void only(String text) {
        List<Long> numbers = new ArrayList<>();
        if (!text.equals("none")) {
            for (String number : text.split(",", -1)) {
                numbers.add(CommandLine.number("--only", number, Long.MIN_VALUE, Long.MAX_VALUE));
            }
        }
        only = numbers;
    }

    SimOptions finish() {
        boolean many = seeds != null || (seed == null && profile != null);
        refuseContradictions(many);
        RunSpec spec = withOnly(spec());
        int count = many ? (int) (seeds == null ? Profile.SEEDS : seeds) : 1;
        if (many) {
            SeedRunner.requireCountable(spec.seed(), count);
        }
        SimOptions.Mode mode = many ? SimOptions.Mode.MANY : SimOptions.Mode.ONE;
        return new SimOptions(mode, spec, count, threads, trace, events, marks, shrink);
    }

    private void refuseContradictions(boolean many) {
        if (many == (seed != null)) {
            throw new IllegalArgumentException("say either --seeds N or --seed S");
        }
        if ((trace || events) && many) {
            throw new IllegalArgumentException((trace ? "--trace" : "--events") + " needs --seed S");
        }
        if (from != null && !many) {
            throw new IllegalArgumentException("--from needs --seeds N");
        }
        if (canary && !withMessaging) {
            throw new IllegalArgumentException("--canary needs messages, which it spoils: leave --membership out");
        }
    }

    private RunSpec spec() {
        Profile chosen = profile == null ? Profile.SHORT : profile;
        boolean said = mostMembers > 0;
        return new RunSpec(
                seed != null ? seed : from != null ? from : 1,
                chosen,
                said ? leastMembers : chosen.leastMembers(),
                said ? mostMembers : chosen.mostMembers(),
                policy,
                withMessaging,
                null,
                canary,
                withWatching);
    }

    /** A run without the faults that somebody asked for would pass, and show nothing. */
    private RunSpec withOnly(RunSpec all) {
        if (only == null) {
            return all;
        }
        if (!only.isEmpty() && seed == null) {
            throw new IllegalArgumentException("--only with numbers needs --seed S: each seed has faults of its own");
        }
        int faults = SimPlan.draw(all).episodes().size();
        for (long number : only) {
            if (number < 1 || number > faults) {
                throw new IllegalArgumentException("seed " + all.seed() + " has " + faults + " faults, 1 to " + faults
                        + ": there is no fault " + number);
            }
        }
        return all.withOnly(only.stream().map(Long::intValue).toList());
    }
}
