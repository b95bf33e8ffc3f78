/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.member.Pairs;
import io.viewbus.perf.report.Result.Figure;
import java.util.List;
import java.util.Map;

/** What the fast members still get of what they got before the subscriber of the last member became slow. */
final class SlowFigures {

    /** In the topic with the slow subscriber. */
    static final Figure OTHERS_KEEP = new Figure("othersKeep", "", true);

    /** In the topics without one. */
    static final Figure OTHER_TOPICS_KEEP = new Figure("otherTopicsKeep", "", true);

    static final Figure SLOWED = new Figure("deliveredPerSecondPerFastMember", "msg/s", false);

    private SlowFigures() {}

    static void add(Map<Figure, Double> figures, List<Pairs> measured) {
        List<Pairs> fast = measured.subList(0, measured.size() - 1);
        figures.put(SLOWED, LoadFigures.rate(fast, "slow", "messages"));
        figures.put(OTHERS_KEEP, kept(fast, "lane0"));
        double others = 0;
        int lanes = 0;
        for (int lane = 1; fast.get(0).has("lane" + lane); lane++) {
            others += kept(fast, "lane" + lane);
            lanes++;
        }
        if (lanes > 0) {
            figures.put(OTHER_TOPICS_KEEP, others / lanes);
        }
    }

    private static double kept(List<Pairs> fast, String lane) {
        return LoadFigures.rate(fast, "slow", lane) / Math.max(1e-9, LoadFigures.rate(fast, "", lane));
    }
}
