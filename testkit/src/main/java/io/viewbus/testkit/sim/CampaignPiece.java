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

    /** A line without its last word was being written when the program was killed. */
    private static final Pattern LINE =
            Pattern.compile("core ([0-9a-f]+) policy (\\w+) with (messages|membership) seeds (-?\\d+) to (-?\\d+)"
                    + " violations (\\d+) wall (\\d+) s");

    long seeds() {
        return to - from + 1;
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
            CampaignPiece piece = new CampaignPiece(
                    parts.group(1),
                    Policy.of(parts.group(2)),
                    parts.group(3).equals("messages"),
                    Long.parseLong(parts.group(4)),
                    Long.parseLong(parts.group(5)));
            return Optional.of(new Outcome(piece, Integer.parseInt(parts.group(6)), Long.parseLong(parts.group(7))));
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
