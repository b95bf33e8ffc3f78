/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.member.Pairs;
import io.viewbus.perf.report.Result.Figure;
import java.util.ArrayList;
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

    /** Enters what there is to be said, and returns what has to be said about it in words. */
    static List<String> add(Map<Figure, Double> figures, List<Pairs> measured) {
        List<Pairs> fast = measured.subList(0, measured.size() - 1);
        figures.put(SLOWED, LoadFigures.rate(fast, "slow", "messages"));
        List<String> remarks = new ArrayList<>();
        double others = 0;
        int lanes = 0;
        for (int lane = 0; fast.get(0).has("lane" + lane); lane++) {
            double before = LoadFigures.rate(fast, "", "lane" + lane);
            if (before == 0) {
                remarks.add("in topic " + lane
                        + " nothing was delivered before the subscriber became slow: warm up for longer");
            } else if (lane == 0) {
                figures.put(OTHERS_KEEP, LoadFigures.rate(fast, "slow", "lane0") / before);
            } else {
                others += LoadFigures.rate(fast, "slow", "lane" + lane) / before;
                lanes++;
            }
        }
        if (lanes > 0) {
            figures.put(OTHER_TOPICS_KEEP, others / lanes);
        }
        return remarks;
    }
}
