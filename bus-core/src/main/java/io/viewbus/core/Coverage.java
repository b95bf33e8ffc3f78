/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

/**
 * Which entries of the running view's order are covered: held by enough members, with everything before them and the order
 * itself (VS-100). Follows from what members acknowledged, and from what this one holds. Worked out when the first entry of a
 * duty cycle asks, for all streams at once; after that an entry costs two comparisons, and a cycle in which none asks costs
 * nothing.
 */
final class Coverage {

    /** Tells how many members are enough. */
    @FunctionalInterface
    interface Level {
        /** All members of the view. */
        Level ALL = held -> {
            long least = held[0];
            for (long each : held) {
                least = Math.min(least, each);
            }
            return least;
        };

        /**
         * Returns up to where enough members hold something.
         *
         * @param held by rank, how far each member holds it
         * @return a position; 0 if there cannot be enough
         */
        long enough(long[] held);
    }

    /** In place of a rank: the order itself. */
    private static final int THE_ORDER = -1;

    private final ViewState view;
    private final OrderExchange order;
    private final Level level;
    private long[] streams = {};
    private long[] byMember = {};
    private long ranges;
    private boolean known;
    private boolean clear;

    Coverage(ViewState view, OrderExchange order, Level level) {
        this.view = view;
        this.order = order;
        this.level = level;
    }

    /** Forgets what was worked out: acknowledgements may have come since. */
    void startCycle() {
        known = false;
    }

    /** Whether a message is covered, given that it is the next entry of the order. */
    boolean covers(long range, int rank, long seq) {
        if (!known) {
            evaluate();
        }
        return clear && range <= ranges && seq <= streams[rank];
    }

    /** Takes notice that a stream was delivered up to a message: if that is not covered, nothing behind it is. */
    void passed(int rank, long seq) {
        if (known && seq > streams[rank]) {
            clear = false;
        }
    }

    private void evaluate() {
        known = true;
        clear = true;
        if (byMember.length != view.size()) {
            byMember = new long[view.size()];
            streams = new long[view.size()];
        }
        ranges = heldByEnough(THE_ORDER);
        for (int rank = 0; rank < view.size(); rank++) {
            streams[rank] = heldByEnough(rank);
            passed(rank, view.stream(rank).totalDelivered());
        }
    }

    private long heldByEnough(int rank) {
        for (int member = 0; member < byMember.length; member++) {
            byMember[member] = member == view.selfRank() ? held(rank) : acknowledged(member, rank);
        }
        return level.enough(byMember);
    }

    private long held(int rank) {
        return rank == THE_ORDER ? order.log().held() : view.stream(rank).received();
    }

    /** Of who acknowledges in a later view already, nothing is kept that it said of this one. */
    private long acknowledged(int member, int rank) {
        AckVector acks = view.stream(member).acks();
        if (!acks.isOf(view.counter(), view.tag(), view.size())) {
            return 0;
        }
        return rank == THE_ORDER ? acks.rangesHeld() : acks.received(rank);
    }
}
