/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.spi.membership;

import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.List;

/**
 * A proposed or decided view as one participant sees it.
 *
 * @param prior the view it follows, {@link ViewId#NONE} when the cluster is founded
 * @param view the view
 * @param selfRank this member's rank in it, -1 if it is not in
 * @param priorRanks for each member the rank it has in the prior view, -1 for newcomers
 * @param selfPriorRank this member's rank in the prior view, -1 if it is a newcomer
 * @param joinData for each member what its participant gave
 * @param merged what {@link ViewParticipant#merge} gave at the proposer
 */
public record Proposal(
        ViewId prior,
        View view,
        int selfRank,
        List<Integer> priorRanks,
        int selfPriorRank,
        List<byte[]> joinData,
        byte[] merged) {}
