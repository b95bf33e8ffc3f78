/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.spi.trace.Trace;
import io.viewbus.view.ViewId;
import java.util.Comparator;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The decided views that this member knows, by the view they follow. Remembers the latest {@value #MAX_KNOWN}. */
final class Decisions {

    private static final int MAX_KNOWN = 64;

    private final TreeMap<ViewId, ViewProposal> successors = new TreeMap<>();
    private final boolean unique;
    private final Trace trace;

    /**
     * Makes it empty.
     *
     * @param unique whether a view has one successor; otherwise the latest one that was heard of is remembered
     * @param trace where to say so when one is forgotten
     */
    Decisions(boolean unique, Trace trace) {
        this.unique = unique;
        this.trace = trace;
    }

    /**
     * Records what follows a view.
     *
     * @return true if it is news
     */
    boolean learn(ViewId prior, ViewProposal proposal) {
        ViewProposal known = unique ? successors.putIfAbsent(prior, proposal) : successors.put(prior, proposal);
        if (unique && known != null && !known.id().equals(proposal.id())) {
            trace.mark(MembershipMark.TWO_SUCCESSORS);
            throw new IllegalStateException("view " + prior + " has two successors, " + known.id() + " and "
                    + proposal.id() + ": the agreement is broken");
        }
        if (successors.size() > MAX_KNOWN) {
            trace.mark(MembershipMark.DECISION_FORGOTTEN);
            successors.pollFirstEntry();
        }
        return known == null || !known.id().equals(proposal.id());
    }

    @Nullable
    ViewProposal successorOf(ViewId view) {
        return successors.get(view);
    }

    boolean isSuperseded(ViewProposal proposal) {
        return successors.containsKey(proposal.id());
    }

    /** Tells whether a view is older than everything remembered, so that its successor may have been forgotten. */
    boolean isForgotten(ViewId view) {
        return successors.size() == MAX_KNOWN && view.compareTo(successors.firstKey()) < 0;
    }

    /** Returns the decided views above a counter, oldest first. */
    Iterable<ViewProposal> since(long counter) {
        return successors.values().stream()
                .filter(proposal -> proposal.id().counter() > counter)
                .sorted(Comparator.comparing(ViewProposal::id))
                .toList();
    }
}
