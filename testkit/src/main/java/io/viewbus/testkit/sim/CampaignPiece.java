/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Seeds of a campaign that are run in one go.
 *
 * @param core the hash of the core that they ran on
 * @param policy what became of parts
 * @param withMessaging whether members ran messaging, or membership alone
 * @param from the first seed
 * @param to the last one
 */
record CampaignPiece(String core, Policy policy, boolean withMessaging, long from, long to) {

    private static final Pattern LINE =
            Pattern.compile("core ([0-9a-f]+) policy (\\w+) with (messages|membership) seeds (-?\\d+) to (-?\\d+)"
                    + " violations (\\d+) wall (\\d+) s");

    long seeds() {
        return to - from + 1;
    }

    /** Returns the part of it that ends with a seed. */
    CampaignPiece upTo(long last) {
        return new CampaignPiece(core, policy, withMessaging, from, last);
    }

    /** Returns the part of it that begins with a seed. */
    CampaignPiece startingAt(long first) {
        return new CampaignPiece(core, policy, withMessaging, first, to);
    }

    RunSpec firstRun() {
        RunSpec spec = RunSpec.of(from).withPolicy(policy);
        return withMessaging ? spec : spec.membershipAlone();
    }

    /**
     * What came of it.
     *
     * @param piece what was run
     * @param violations how many there were
     * @param wallSeconds how long it took
     */
    record Outcome(CampaignPiece piece, int violations, long wallSeconds) {

        /** Reads a line of a campaign's file; returns nothing if it is none, or not a whole one. */
        static Optional<Outcome> parse(String line) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                return Optional.empty();
            }
            try {
                Outcome outcome = read(parts);
                return outcome.piece.from > outcome.piece.to ? Optional.empty() : Optional.of(outcome);
            } catch (IllegalArgumentException e) {
                return Optional.empty(); // no policy of ours, or more digits than a number has: none of our lines
            }
        }

        private static Outcome read(Matcher parts) {
            CampaignPiece piece = new CampaignPiece(
                    parts.group(1),
                    Policy.of(parts.group(2)),
                    parts.group(3).equals("messages"),
                    Long.parseLong(parts.group(4)),
                    Long.parseLong(parts.group(5)));
            return new Outcome(piece, Integer.parseInt(parts.group(6)), Long.parseLong(parts.group(7)));
        }

        /** Tells whether a line is the beginning of one: it was being written when the program was killed. */
        static boolean isTorn(String line) {
            Matcher parts = LINE.matcher(line);
            return !parts.matches() && parts.hitEnd();
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "core %s policy %s with %s seeds %d to %d violations %d wall %d s",
                    piece.core,
                    piece.policy,
                    piece.withMessaging ? "messages" : "membership",
                    piece.from,
                    piece.to,
                    violations,
                    wallSeconds);
        }
    }
}
