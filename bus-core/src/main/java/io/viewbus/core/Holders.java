/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.view.Incarnation;
import org.jspecify.annotations.Nullable;

/** Whom to ask during a change, by rank in the ending view: first those that reported to hold it, then everybody. */
final class Holders implements OrderExchange.HolderChoice {

    private final ViewState view;
    private final long ranks;

    Holders(ViewState view, long ranks) {
        this.view = view;
        this.ranks = view.selfRank() < 0 ? ranks : ranks & ~(1L << view.selfRank());
    }

    @Override
    public @Nullable Incarnation choose(int attempt) {
        int reported = Long.bitCount(ranks);
        int turn = Math.max(0, attempt - 1) % (reported + view.size());
        int rank = turn < reported ? nthOf(turn) : turn - reported;
        return rank == view.selfRank() ? null : view.stream(rank).member().incarnation();
    }

    private int nthOf(int n) {
        long rest = ranks;
        for (int i = 0; i < n; i++) {
            rest &= rest - 1;
        }
        return Long.numberOfTrailingZeros(rest);
    }
}
