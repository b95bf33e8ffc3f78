/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.net;

import java.util.ArrayList;
import java.util.List;

/**
 * The way of one kind of stream from one machine to another, and what is wrong with it. Machines go by the names of the
 * members on them, so a fault outlives a restart. Faults of one kind add up: two partitions that both cut a wire must
 * both end before it is whole.
 */
final class Wire {

    private final List<SimLink> links = new ArrayList<>();
    private int cuts;
    private int clogs;
    private long extraDelayNs;
    private int extraLossPerMille;

    boolean isCut() {
        return cuts > 0;
    }

    /** Tells whether the wire swallows everything for now, and gives it back later. */
    boolean isClogged() {
        return clogs > 0;
    }

    boolean isPassable() {
        return cuts == 0 && clogs == 0;
    }

    long extraDelayNs() {
        return extraDelayNs;
    }

    int extraLossPerMille() {
        return extraLossPerMille;
    }

    void cut(int change) {
        cuts = Math.max(0, cuts + change);
        refresh();
    }

    void clog(int change) {
        clogs = Math.max(0, clogs + change);
        refresh();
    }

    void slow(long delayNs) {
        extraDelayNs = delayNs;
    }

    void lose(int perMille) {
        extraLossPerMille = perMille;
    }

    void heal() {
        cuts = 0;
        clogs = 0;
        extraDelayNs = 0;
        extraLossPerMille = 0;
        refresh();
    }

    /** Breaks the links that are up; they come back later, and what was under way does not. */
    void breakLinks(boolean withArrived) {
        List.copyOf(links).forEach(link -> link.breakAndReturn(withArrived));
    }

    void add(SimLink link) {
        links.add(link);
    }

    void remove(SimLink link) {
        links.remove(link);
    }

    private void refresh() {
        for (SimLink link : links) {
            link.refresh();
        }
    }
}
