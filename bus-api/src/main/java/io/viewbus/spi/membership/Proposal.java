/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.spi.membership;

import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.List;

/**
 * A proposed or decided view as one participant sees it.
 *
 * @param view the view
 * @param selfRank this member's rank in it, -1 if it is not in
 * @param priors the views it follows, in the order in which their members rank; one with the id {@link ViewId#NONE} when the
 *     cluster is founded
 * @param self where this member comes from
 * @param origins for each member by rank, where it comes from
 * @param joinData for each member by rank, what its participant gave
 */
public record Proposal(
        View view, int selfRank, List<Prior> priors, Origin self, List<Origin> origins, List<byte[]> joinData) {

    /**
     * A view that ends.
     *
     * @param id its identity
     * @param merged what {@link ViewParticipant#merge} gave for it at the proposer
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Prior(ViewId id, byte[] merged) {}

    /**
     * Where a member comes from.
     *
     * @param prior the index of its view in {@link Proposal#priors()}, -1 for a newcomer
     * @param rank its rank in that view, -1 for a newcomer
     */
    public record Origin(int prior, int rank) {

        /** The origin of whoever comes from no view. */
        public static final Origin NEWCOMER = new Origin(-1, -1);

        /**
         * Tells whether the member comes from no view.
         *
         * @return true if so
         */
        public boolean isNewcomer() {
            return prior < 0;
        }
    }

    /**
     * Returns the view that this member comes from; to a newcomer, the first of those that the others come from.
     *
     * @return the view that ends here
     */
    public Prior ownPrior() {
        return priors.get(Math.max(0, self.prior()));
    }

    /**
     * Tells whether a member comes from the same view as this one, so that both have delivered the same messages.
     *
     * @param rank the member's rank in the proposed view
     * @return true if so, false for newcomers
     */
    public boolean isFellow(int rank) {
        return !self.isNewcomer() && origins.get(rank).prior() == self.prior();
    }
}
