/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.core.wire.DataHeader;
import io.viewbus.core.wire.TopicSnapshot;
import io.viewbus.spi.trace.Trace;
import io.viewbus.spi.transport.DataStream;
import io.viewbus.spi.transport.SendResult;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Brings the topics to newcomers: survivors keep the table as of the start of the view, the lowest of them sends it, and a
 * newcomer that did not get it asks. Until then the newcomer receives and acknowledges, and delivers nothing.
 */
final class TableTransfer {

    private final MessagingConfig config;
    private final ViewState view;
    private final TopicTable topics;
    private final ControlOutput out;
    private final DataStream data;
    private final SenderStream own;
    private final PublisherCredit credit;
    private final Counters counters;
    private final Trace trace;
    private final RepairTimer timer = new RepairTimer();
    private Snapshot current = new Snapshot(0, 0, new byte[0]);
    private Snapshot prior = new Snapshot(0, 0, new byte[0]);
    private @Nullable Snapshot toSend;

    /** A frame with all topics as of the start of a view; empty if nobody needs it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Snapshot(long counter, int tag, byte[] frame) {
        boolean isOf(long viewCounter, int viewTag) {
            return frame.length > 0 && counter == viewCounter && tag == viewTag;
        }
    }

    TableTransfer(
            MessagingConfig config,
            ViewState view,
            TopicTable topics,
            ControlOutput out,
            DataStream data,
            SenderStream own,
            PublisherCredit credit,
            Counters counters,
            Trace trace) {
        this.config = config;
        this.view = view;
        this.topics = topics;
        this.out = out;
        this.data = data;
        this.own = own;
        this.credit = credit;
        this.counters = counters;
        this.trace = trace;
    }

    /** Starts a view whose table is known here. */
    void startAsHolder(boolean newcomers, boolean speaksFirst) {
        prior = current;
        current = new Snapshot(view.counter(), view.tag(), newcomers ? encode() : new byte[0]);
        toSend = newcomers && speaksFirst ? current : null;
        view.tableKnown(true);
    }

    /** Starts a view whose table is not known here. */
    void startAsNewcomer() {
        prior = current;
        current = new Snapshot(view.counter(), view.tag(), new byte[0]);
        topics.clear();
        view.tableKnown(false);
    }

    /** Takes the table of the installed view. Always taken: a table that comes too early is asked for again. */
    boolean onTable(DirectBuffer buffer, int offset, int length) {
        if (!view.hasView() || view.isTableKnown() || DataHeader.viewTag(buffer, offset) != view.tag()) {
            return true;
        }
        List<TopicSnapshot> snapshot =
                TopicSnapshot.decode(buffer, offset + DataHeader.LENGTH, length - DataHeader.LENGTH, view.size());
        if (snapshot == null) {
            counters.dropped();
            return true;
        }
        snapshot.forEach(this::put);
        // From now on this member can give it to others: whoever gave it may be gone before all have it.
        current = new Snapshot(view.counter(), view.tag(), encode());
        view.tableKnown(true);
        return true;
    }

    /** Nobody is left that could know the table: all who were in a topic are gone. */
    void startEmpty() {
        view.tableKnown(true);
    }

    /** Asks for the table if it is missing. */
    int request(long nowNs, OrderExchange.HolderChoice holders) {
        boolean missing = view.hasView() && !view.isTableKnown();
        if (!timer.isDue(0, missing ? 1 : 0, config.repairNs(), nowNs)) {
            return 0;
        }
        Incarnation holder = holders.choose(timer.attempts());
        if (holder != null) {
            out.sendTableRequest(view, holder);
        }
        return 1;
    }

    void onRequest(long counter, int tag) {
        if (current.isOf(counter, tag)) {
            toSend = current;
        } else if (prior.isOf(counter, tag)) {
            toSend = prior;
        }
    }

    /** Sends the table if somebody waits for it. */
    int send() {
        Snapshot snapshot = toSend;
        if (snapshot == null) {
            return 0;
        }
        UnsafeBuffer frame = new UnsafeBuffer(snapshot.frame());
        if (data.send(frame, 0, frame.capacity()) == SendResult.BACK_PRESSURED) {
            return 0;
        }
        toSend = null;
        return 1;
    }

    private void put(TopicSnapshot snapshot) {
        int id = DataHeader.topicIdOf(snapshot.name());
        TopicGroup group = new TopicGroup(snapshot.name(), id, snapshot.order(), view.counter());
        for (int rank = 0; rank < view.size(); rank++) {
            if ((snapshot.members() & 1L << rank) != 0) {
                group.members().add(view.stream(rank).member());
            }
        }
        topics.put(group);
        // Whoever was in the group before this member came holds it back like everybody else.
        group.members().forEach(member -> credit.onJoined(id, member.incarnation(), own.held()));
        trace.topicView(id, view.counter(), 0, group.members());
    }

    private byte[] encode() {
        List<TopicSnapshot> snapshot = new ArrayList<>();
        for (TopicGroup group : topics.groups()) {
            snapshot.add(new TopicSnapshot(group.name(), group.order(), ranksOf(group.members())));
        }
        return TopicSnapshot.encode(snapshot, own.tag(), view.tag());
    }

    private long ranksOf(List<Member> members) {
        long ranks = 0;
        for (Member member : members) {
            ranks |= 1L << view.view().rankOf(member.incarnation());
        }
        return ranks;
    }
}
