/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.observe.ViewChange.Cause;
import io.viewbus.spi.membership.ParticipantContext;
import java.util.Arrays;

/**
 * Reports members whose data link stays down: without it their messages cannot be received, whatever they say. When it is up again
 * they are trusted again, or a merge would wait for a link that has long been there.
 */
final class LinkWatch {

    private static final long PATIENCE_NS = 1_000_000_000L;
    private static final long PAUSE_NS = PATIENCE_NS / 50;

    private final ViewState view;
    private final Streams streams;
    private final ParticipantContext context;
    private long[] upAtNs = {};
    private long checkedNs;
    /** Those reported in this view whose link is still down, as bits by rank. */
    private long reported;

    LinkWatch(ViewState view, Streams streams, ParticipantContext context) {
        this.view = view;
        this.streams = streams;
        this.context = context;
    }

    void startView(long nowNs) {
        upAtNs = new long[view.size()];
        Arrays.fill(upAtNs, nowNs);
        reported = 0;
    }

    void check(long nowNs) {
        if (nowNs - checkedNs < PAUSE_NS) {
            return;
        }
        checkedNs = nowNs;
        for (int rank = 0; rank < view.size(); rank++) {
            if (streams.isConnected(view.stream(rank))) {
                up(rank, nowNs);
            } else if (nowNs - upAtNs[rank] >= PATIENCE_NS) {
                down(rank, nowNs);
            }
        }
    }

    private void up(int rank, long nowNs) {
        upAtNs[rank] = nowNs;
        if ((reported >>> rank & 1) == 1) {
            reported &= ~(1L << rank);
            context.trace().mark(MessagingMark.LINK_UP_AGAIN);
            context.trust(view.stream(rank).member().incarnation());
        }
    }

    /** Says it again and again: an answer to the protocol makes membership forget it. */
    private void down(int rank, long nowNs) {
        upAtNs[rank] = nowNs;
        reported |= 1L << rank;
        context.trace().mark(MessagingMark.LINK_DOWN);
        context.suspect(view.stream(rank).member().incarnation(), Cause.LINK_BROKEN);
    }
}
