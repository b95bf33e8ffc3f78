/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static io.viewbus.testkit.sim.SimPlan.MS;
import static io.viewbus.testkit.sim.SimPlan.SECOND;

import io.viewbus.core.MessagingConfig;
import io.viewbus.membership.core.MembershipConfig;
import io.viewbus.testkit.net.NetworkConditions;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Settings of clusters that follow a script: the defaults of the product, a good network, and nothing left to chance. */
final class CalmPlan {

    private static final List<String> TOPICS =
            List.of("total-1", "causal-1", "quorum-1", "safe-1", "safe-2", "fifo-1", "fifo-2");
    private static final int WINDOW = 1 << 14;
    private static final long IDLE_TURN_NS = 40 * MS;

    private CalmPlan() {}

    /** Returns names whose order is that of their numbers. */
    static List<String> names(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> String.format(Locale.ROOT, "m%02d", number))
                .toList();
    }

    static SimPlan membershipAlone(Policy policy) {
        return plan(policy, false, SECOND, NetworkConditions.calm(), IDLE_TURN_NS);
    }

    /**
     * Returns a plan with messages. Windows are small, or 64 members would need a gigabyte for them.
     *
     * @param policy what becomes of parts
     * @param publishGapNs about how often a member publishes
     */
    static SimPlan withMessaging(Policy policy, long publishGapNs) {
        return plan(policy, true, publishGapNs, NetworkConditions.calm(), IDLE_TURN_NS);
    }

    /**
     * Returns a plan in which every frame is under way equally long, and everybody looks at it at once.
     *
     * @param withMessaging whether members run messaging, or membership alone
     * @param delayNs how long
     */
    static SimPlan slowLinks(boolean withMessaging, long delayNs) {
        NetworkConditions slow = NetworkConditions.calm().withDelay(delayNs, delayNs);
        return plan(Policy.PRIMARY, withMessaging, SECOND, slow, IDLE_TURN_NS / 8);
    }

    private static SimPlan plan(
            Policy policy, boolean withMessaging, long publishGapNs, NetworkConditions network, long idleTurnNs) {
        return new SimPlan(
                withMessaging,
                List.of(),
                0,
                policy.applyTo(MembershipConfig.of("sim")),
                MessagingConfig.defaults().withWindows(WINDOW, WINDOW / 2, WINDOW / 2),
                network,
                List.of(),
                0,
                0,
                0,
                TOPICS,
                publishGapNs,
                0,
                idleTurnNs,
                Watching.OFF);
    }
}
