/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param from the first seed
 * @param seeds how many
 * @param threads how many run at the same time
 * @param single whether one seed was named
 * @param withMessaging whether members run messaging, or membership alone
 * @param trace whether to print its events
 * @param help whether to explain the options and do nothing
 */
record SimOptions(
        long from, int seeds, int threads, boolean single, boolean withMessaging, boolean trace, boolean help) {

    static final String HELP = """
            Runs whole clusters on virtual time with faults and verifies the guarantees.

              bin/sim --seeds N [--from K] [--threads T]   runs N seeds, from K (1) on, T (all cores) at a time
              bin/sim --seed S [--trace]                   runs one seed; --trace prints its events on standard error
              ... --membership                             without messaging, in either case

            Exit status: 0 if no guarantee was broken, 1 if one was, 2 if the arguments make no sense.
            """;

    static SimOptions parse(String[] args) {
        Deque<String> rest = new ArrayDeque<>(List.of(args));
        long from = 1;
        long seeds = -1;
        long threads = Runtime.getRuntime().availableProcessors();
        boolean single = false;
        boolean withMessaging = true;
        boolean trace = false;
        boolean help = rest.isEmpty();
        while (!rest.isEmpty()) {
            String option = rest.remove();
            switch (option) {
                case "--seeds" -> seeds = number(option, rest, 1, 100_000_000);
                case "--from" -> from = number(option, rest, Long.MIN_VALUE, Long.MAX_VALUE);
                case "--threads" -> threads = number(option, rest, 1, 1024);
                case "--seed" -> {
                    from = number(option, rest, Long.MIN_VALUE, Long.MAX_VALUE);
                    single = true;
                }
                case "--membership" -> withMessaging = false;
                case "--trace" -> trace = true;
                case "--help", "-h" -> help = true;
                default -> throw new IllegalArgumentException("there is no option " + option);
            }
        }
        if (!help && single == (seeds > 0)) {
            throw new IllegalArgumentException("say either --seeds N or --seed S");
        }
        if (trace && !single) {
            throw new IllegalArgumentException("--trace needs --seed S");
        }
        return new SimOptions(from, (int) Math.max(1, seeds), (int) threads, single, withMessaging, trace, help);
    }

    private static long number(String option, Deque<String> rest, long least, long most) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a number");
        }
        String text = rest.remove();
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " needs a number, not " + text, e);
        }
        throw new IllegalArgumentException(option + " must be " + least + " to " + most + ", not " + text);
    }
}
