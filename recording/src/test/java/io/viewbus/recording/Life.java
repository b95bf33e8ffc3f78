/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import io.viewbus.Order;
import io.viewbus.spi.trace.Trace;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.List;

/** The life of a member, with every event that there is. */
final class Life {

    static final Member ANT = new Member("ant", new Incarnation(-1, 7));
    static final Member BEE = new Member("bee", new Incarnation(2, Long.MIN_VALUE));
    static final View FIRST = new View(new ViewId(1, 1, ANT.incarnation()), List.of(ANT), List.of(ANT), List.of());
    static final View SECOND =
            new View(new ViewId(2, 3, ANT.incarnation()), List.of(ANT, BEE), List.of(BEE), List.of());
    static final View MERGED = new View(
            new ViewId(3, 1, BEE.incarnation()),
            List.of(ANT, BEE),
            List.of(),
            List.of(),
            false,
            List.of(new View.Component(FIRST.id(), List.of(ANT)), new View.Component(SECOND.id(), List.of(BEE))));

    private Life() {}

    static void tell(Trace trace) {
        trace.joining(ANT);
        trace.accepted(ViewId.NONE, FIRST.id());
        trace.decided(ViewId.NONE, FIRST.id(), List.of(ANT), -9);
        trace.installed(ViewId.NONE, FIRST, List.of());
        trace.primaryState(PrimaryState.PRIMARY);
        trace.sent(1, 0, Order.TOTAL, 0, 64, 5);
        trace.topicView(-4, 1, 1, List.of(ANT));
        trace.promised(FIRST.id(), 3, ANT.incarnation());
        trace.wedged(FIRST.id());
        trace.cut(FIRST.id(), new long[] {1});
        trace.topicView(-4, 2, 0, List.of(ANT));
        trace.topicTable(SECOND.id(), 77);
        trace.installed(FIRST.id(), SECOND, List.of(ANT));
        trace.sent(2, -4, Order.SAFE, 2, 128, Long.MAX_VALUE);
        trace.offerRefused(2);
        trace.received(BEE.incarnation(), 4, 300);
        trace.ordered(1, 0, 2);
        trace.delivered(ANT.incarnation(), 2, -4, Order.SAFE, 1, 0, 1, true, false, Long.MAX_VALUE);
        trace.delivered(BEE.incarnation(), 1, -4, Order.FIFO, 0, 0, 2, false, true, 0);
        trace.stable(BEE.incarnation(), 3);
        trace.released(BEE.incarnation(), 3, 100);
        trace.suspected(BEE.incarnation());
        trace.leaving();
        trace.cut(SECOND.id(), new long[] {2, 4});
        trace.installed(SECOND.id(), MERGED, List.of(ANT));
        trace.primaryState(PrimaryState.NOT_PRIMARY);
        trace.left();
        trace.excluded();
    }

    /** Tells so many messages in one view. */
    static void chat(Trace trace, int messages) {
        for (int i = 1; i <= messages; i++) {
            trace.sent(i, 1, Order.TOTAL, 0, 64, i);
        }
    }
}
