/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.sim.CampaignPiece.Outcome;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Sums over the pieces of a campaign: what they ran, not what they should have. */
final class CampaignTotals {

    private final Set<Policy> policies = new LinkedHashSet<>();
    private long seeds;
    private long violations;
    private long wallSeconds;

    void add(Outcome outcome) {
        policies.add(outcome.piece().policy());
        seeds += outcome.piece().seeds();
        violations += outcome.violations();
        wallSeconds += outcome.wallSeconds();
    }

    long seeds() {
        return seeds;
    }

    boolean isOk() {
        return violations == 0;
    }

    /** Returns the last line of a campaign that should have run so many seeds. */
    String line(String core, long wanted) {
        String over = policies.stream().map(Policy::toString).collect(Collectors.joining(" and "));
        return (isOk() ? "campaign: " : "campaign FAILED: ") + seeds + (seeds == wanted ? "" : " of " + wanted)
                + " different seeds on core " + core + " over " + over + ", " + violations + " violations, "
                + wallSeconds + " s";
    }
}
