/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A command line that is being read: what was said so far, and what it means if nothing more is said. */
final class Draft {

    private static final int MOST_MEMBERS = 16;

    boolean help;
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

    long from = 1;
    long threads = Runtime.getRuntime().availableProcessors();

    @Nullable
    Profile profile;

    Policy policy = Policy.PRIMARY;

    private long leastMembers;
    private long mostMembers;
    private @Nullable TreeSet<Integer> only;

    void members(String text) {
        int dash = text.indexOf('-', 1);
        leastMembers = number("--members", dash < 0 ? text : text.substring(0, dash));
        mostMembers = dash < 0 ? leastMembers : number("--members", text.substring(dash + 1));
        if (leastMembers < 1 || mostMembers < leastMembers || mostMembers > MOST_MEMBERS) {
            throw new IllegalArgumentException("--members must be in 1-" + MOST_MEMBERS + ", not " + text);
        }
    }

    void only(String text) {
        TreeSet<Integer> numbers = new TreeSet<>();
        if (!text.equals("none")) {
            for (String number : text.split(",", -1)) {
                numbers.add((int) number("--only", number));
            }
        }
        only = numbers;
    }

    static long number(String option, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " needs a number, not " + text, e);
        }
    }

    SimOptions finish() {
        boolean many = seeds != null || (seed == null && profile != null);
        if (!help && many == (seed != null)) {
            throw new IllegalArgumentException("say either --seeds N or --seed S");
        }
        if ((trace || events) && seed == null) {
            throw new IllegalArgumentException((trace ? "--trace" : "--events") + " needs --seed S");
        }
        SimOptions.Mode mode = help ? SimOptions.Mode.HELP : many ? SimOptions.Mode.MANY : SimOptions.Mode.ONE;
        int count = many ? (int) (seeds == null ? Profile.SEEDS : seeds) : 1;
        return new SimOptions(mode, spec(), count, (int) threads, trace, events, marks, shrink);
    }

    private RunSpec spec() {
        Profile chosen = profile == null ? Profile.SHORT : profile;
        boolean said = mostMembers > 0;
        return new RunSpec(
                seed == null ? from : seed,
                chosen,
                said ? (int) leastMembers : chosen.leastMembers(),
                said ? (int) mostMembers : chosen.mostMembers(),
                policy,
                withMessaging,
                only,
                canary,
                withWatching);
    }
}
