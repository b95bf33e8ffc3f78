/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param mode what to do
 * @param spec what to run; of many runs the first
 * @param seeds how many
 * @param threads how many run at the same time
 * @param trace whether to draw the run
 * @param events whether to print all its events
 * @param marks whether to tell which places of the protocol were reached
 * @param shrink whether to look for a smaller run that fails the same way
 */
record SimOptions(
        Mode mode, RunSpec spec, int seeds, int threads, boolean trace, boolean events, boolean marks, boolean shrink) {

    static final String HELP = """
            Runs whole clusters on virtual time with faults and verifies the guarantees.

              bin/sim --seeds N [--from K] [--threads T]   runs N seeds, from K (1) on, T (all cores) at a time;
                                                           the first that fails is shrunk
              bin/sim --profile ci                         what a commit must pass: 1000 seeds of 5 members, 120 s each
              bin/sim --seed S [--trace] [--events]        runs one seed; --trace draws it, --events prints its events
                                                           on standard error
              bin/sim --mutants [--only 06,12] [--seeds N] plants mistakes in the code, one at a time, and runs up to
                                                           N (10000) seeds on each: all must be caught; by --scenarios
                                                           all scenarios instead of seeds

            With all of these:
              --members A | A-B       members at the start; 3-7 if not said, 5 in profile ci
              --profile short | ci    how long runs are; short is half a minute, and the default
              --policy P              what a cluster does that falls into parts: primary (if not said) or partitionable
              --membership            without messaging
              --no-liveness           members do not watch each other's processes, whatever the seed says
              --only 3,7 | none       only these faults of the seed
              --marks                 tells how often each marked place of the protocol was reached, and which never
              --no-shrink             prints a failing seed as it is
              --canary                plants a defect: the run must fail

            With --policy and --membership only:
              bin/sim --scale N [--seed S]                 N (3-64) members come at once, many die one after another and come
                                                           back, the others fall into halves and meet, and are idle: what each took
              bin/sim --campaign FILE --seeds N [--from K] [--threads T] [--piece 500]
                                                           runs N seeds in pieces and keeps in FILE what came of each; when it
                                                           is started again it goes on; --policy both lets pieces take turns

            Exit status: 0 if no guarantee was broken, 1 if one was, 2 if the arguments make no sense.
            """;

    /** What to do. */
    enum Mode {
        /** Explains the options. */
        HELP,
        /** Runs one seed. */
        ONE,
        /** Runs many. */
        MANY
    }

    static SimOptions parse(String[] args) {
        return new Parser(args).parse();
    }

    /** Goes through the words of a command line. */
    private static final class Parser {
        private final Deque<String> rest;
        private final Draft draft = new Draft();

        Parser(String[] args) {
            rest = new ArrayDeque<>(List.of(args));
            draft.help = rest.isEmpty();
        }

        SimOptions parse() {
            while (!rest.isEmpty()) {
                String option = rest.remove();
                if (!takeNumber(option) && !takeWord(option) && !takeFlag(option)) {
                    throw new IllegalArgumentException("there is no option " + option);
                }
            }
            return draft.finish();
        }

        private boolean takeNumber(String option) {
            switch (option) {
                case "--seeds" -> draft.seeds = number(option, 1, 100_000_000);
                case "--from" -> draft.from = number(option, Long.MIN_VALUE, Long.MAX_VALUE);
                case "--threads" -> draft.threads = number(option, 1, 1024);
                case "--seed" -> draft.seed = number(option, Long.MIN_VALUE, Long.MAX_VALUE);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private boolean takeWord(String option) {
            switch (option) {
                case "--members" -> draft.members(word(option, "a number or a range such as 3-7"));
                case "--profile" -> draft.profile = Profile.of(word(option, Profile.names()));
                case "--policy" -> draft.policy = Policy.of(word(option, "the name of a policy"));
                case "--only" -> draft.only(word(option, "numbers of faults, or none"));
                default -> {
                    return false;
                }
            }
            return true;
        }

        private boolean takeFlag(String option) {
            switch (option) {
                case "--membership" -> draft.withMessaging = false;
                case "--no-liveness" -> draft.withWatching = false;
                case "--trace" -> draft.trace = true;
                case "--events" -> draft.events = true;
                case "--marks" -> draft.marks = true;
                case "--canary" -> draft.canary = true;
                case "--no-shrink" -> draft.shrink = false;
                case "--help", "-h" -> draft.help = true;
                default -> {
                    return false;
                }
            }
            return true;
        }

        private String word(String option, String what) {
            if (rest.isEmpty()) {
                throw new IllegalArgumentException(option + " needs " + what);
            }
            return rest.remove();
        }

        private long number(String option, long least, long most) {
            String text = word(option, "a number");
            long value = Draft.number(option, text);
            if (value < least || value > most) {
                throw new IllegalArgumentException(option + " must be " + least + " to " + most + ", not " + text);
            }
            return value;
        }
    }
}
