/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.membership.core.MembershipConfig;
import io.viewbus.view.PartitionPolicy;
import java.util.Locale;

/** What a cluster does when it falls into parts. */
enum Policy {
    /** One part goes on. */
    PRIMARY,
    /** All parts go on, and merge when they meet. */
    PARTITIONABLE;

    static Policy of(String name) {
        for (Policy policy : values()) {
            if (policy.toString().equals(name)) {
                return policy;
            }
        }
        throw new IllegalArgumentException(
                "there is no policy " + name + ", only " + PRIMARY + " and " + PARTITIONABLE);
    }

    /** Hands the policy to the settings of all members: the only place that does. */
    MembershipConfig applyTo(MembershipConfig config) {
        return config.withPartitions(PartitionPolicy.valueOf(name()));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
