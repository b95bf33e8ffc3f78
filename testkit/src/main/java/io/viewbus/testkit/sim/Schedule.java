/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.time.SimRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Draws which faults a run has, all of them before it starts. */
final class Schedule {

    private Schedule() {}

    /**
     * Draws faults until the busy time is over: at least one.
     *
     * @param random where chance comes from
     * @param gapNs about how long after one fault the next one strikes
     * @param busyNs how long faults go on
     */
    static List<Episode> draw(SimRandom random, long gapNs, long busyNs) {
        List<FaultKind> kinds = List.copyOf(drawKinds(random.named("kinds")));
        SimRandom times = random.named("times");
        List<Episode> episodes = new ArrayList<>();
        long atNs = times.between(0, busyNs / 4);
        do {
            int number = episodes.size() + 1;
            SimRandom own = random.named(number);
            episodes.add(new Episode(number, atNs, own.pick(kinds), own.nextLong()));
            atNs += times.skewed(gapNs / 4, 4 * gapNs);
        } while (atNs < busyNs);
        return List.copyOf(episodes);
    }

    /** A few kinds or many, mostly with one of those that kill, and never only such as change no view. */
    private static Set<FaultKind> drawKinds(SimRandom random) {
        List<FaultKind> all = new ArrayList<>(FaultKind.ALL);
        EnumSet<FaultKind> drawn = EnumSet.noneOf(FaultKind.class);
        int count = (int) random.skewed(3, all.size());
        for (int i = 0; i < count; i++) {
            drawn.add(all.remove(random.below(all.size())));
        }
        boolean deadly = random.chance(800) || drawn.stream().noneMatch(FaultKind::changesView);
        if (deadly) {
            drawn.add(random.pick(FaultKind.DEADLY));
        }
        return drawn;
    }
}
