/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.spi.membership.QuorumPolicy;
import io.viewbus.view.Member;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Up to where a quorum of the installed view holds something. It MUST be the rule of the agreement: then whatever a quorum
 * holds, some member of the quorum that decides on the next view holds, too.
 */
final class QuorumLevel implements Coverage.Level {

    private final QuorumPolicy policy;
    private final ViewState view;
    private final Predicate<Member> holds = this::holds;
    private long[] held = {};
    private long[] sorted = {};
    private long threshold;
    private int nextRank;

    QuorumLevel(QuorumPolicy policy, ViewState view) {
        this.policy = policy;
        this.view = view;
    }

    @Override
    public long enough(long[] byRank) {
        held = byRank;
        if (sorted.length != byRank.length) {
            sorted = new long[byRank.length];
        }
        System.arraycopy(byRank, 0, sorted, 0, byRank.length);
        Arrays.sort(sorted);
        return highestOfAQuorum();
    }

    /** The fewer hold a position, the higher it is: a quorum at one position is also one at all below. */
    private long highestOfAQuorum() {
        int best = -1;
        int end = sorted.length;
        while (best + 1 < end) {
            int middle = (best + end) >>> 1;
            if (isQuorum(sorted[middle])) {
                best = middle;
            } else {
                end = middle;
            }
        }
        return best < 0 ? 0 : sorted[best];
    }

    private boolean isQuorum(long position) {
        threshold = position;
        nextRank = 0;
        return policy.isQuorum(view.view().members(), holds);
    }

    /** Policies look at members in rank order, most of the time. */
    private boolean holds(Member member) {
        List<Member> members = view.view().members();
        int rank =
                nextRank < members.size() && members.get(nextRank).equals(member) ? nextRank : members.indexOf(member);
        nextRank = rank + 1;
        return rank >= 0 && held[rank] >= threshold;
    }
}
