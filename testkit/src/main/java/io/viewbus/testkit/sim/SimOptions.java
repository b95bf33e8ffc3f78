/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.args.CommandLine;
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

              bin/sim --seeds N [--from K] [--threads T]   runs N seeds, from K (1) on, T (all cores) at a time; stops after
                                                           5 failures; the first that fails is shrunk
              bin/sim --profile ci                         what a commit must pass: 1000 seeds of 5 members, 120 s each
              bin/sim --seed S [--trace] [--events]        runs one seed; --trace draws it, --events prints its events
                                                           on standard error

            With these:
              --members A | A-B       members at the start; 3-7 if not said, 5 in profile ci
              --profile short | ci    how long runs are; short is half a minute, and the default
              --policy P              what a cluster does that falls into parts: primary (if not said) or partitionable
              --membership            without messaging
              --no-liveness           members do not watch each other's processes, whatever the seed says
              --only 3,7 | none       only these faults, whose numbers go with --seed; or none of them
              --marks                 tells how often each marked place of the protocol was reached, and which never
              --no-shrink             prints a failing seed as it is
              --canary                plants a defect: the run must fail

            These take no options but their own:
              bin/sim --mutants [--only 06,12] [--seeds N] [--scenarios] [--threads T]
                                      plants mistakes in the code, one at a time, and runs up to N (10000) seeds on each, or
                                      all scenarios: all must be caught; --only takes the beginnings of their names
              bin/sim --scale N [--seed S] [--policy P] [--membership]
                                      N (3-64) members come at once, many die one after another and come back, the others
                                      fall into halves and meet, and are idle: what each took
              bin/sim --campaign FILE --seeds N [--from K] [--threads T] [--piece 500] [--policy P | both] [--membership]
                                      [--no-shrink]
                                      runs N seeds in pieces and keeps in FILE what came of each; when it is started again
                                      it goes on, also where a piece stopped after 5 failures; with --policy both the
                                      pieces take turns

            No option may be there twice.

            Exit status: 0 if no guarantee was broken, 1 if one was, 2 if the arguments make no sense.
            """;

    static final int MOST_SEEDS = 100_000_000;

    /** What to do. */
    enum Mode {
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
        private final CommandLine line;
        private final Draft draft = new Draft();

        Parser(String[] args) {
            line = new CommandLine(List.of(args));
        }

        SimOptions parse() {
            while (!line.isEmpty()) {
                String option = line.option();
                if (!takeNumber(option) && !takeWord(option) && !takeFlag(option)) {
                    throw new IllegalArgumentException("there is no option " + option);
                }
            }
            return draft.finish();
        }

        private boolean takeNumber(String option) {
            switch (option) {
                case "--seeds" -> draft.seeds = line.number(option, 1, MOST_SEEDS);
                case "--from" -> draft.from = line.number(option, Long.MIN_VALUE, Long.MAX_VALUE);
                case "--threads" -> draft.threads = line.threads(option);
                case "--seed" -> draft.seed = line.number(option, Long.MIN_VALUE, Long.MAX_VALUE);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private boolean takeWord(String option) {
            switch (option) {
                case "--members" -> draft.members(line.word(option, "a number or a range such as 3-7"));
                case "--profile" -> draft.profile = Profile.of(line.word(option, Profile.names()));
                case "--policy" -> draft.policy = Policy.of(line.word(option, "the name of a policy"));
                case "--only" -> draft.only(line.word(option, "numbers of faults, or none"));
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
                default -> {
                    return false;
                }
            }
            return true;
        }
    }
}
