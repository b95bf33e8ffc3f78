/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.core.wire.Cut;
import io.viewbus.core.wire.DataHeader;
import io.viewbus.core.wire.TopicSnapshot;
import io.viewbus.spi.trace.Trace;
import io.viewbus.spi.transport.DataStream;
import io.viewbus.spi.transport.SendResult;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Brings the topics to those who do not know them: newcomers, and after a merge the members of other parts. Whoever comes from a
 * view keeps its topics as of the start of the next one, the lowest of them sends them, and who did not get them asks. Until
 * then a member receives and acknowledges, and delivers nothing. What comes when the view is ending is kept, but what counts is
 * what the respondents reported: one of those that go on together may have got it in time and another not.
 */
final class TableTransfer {

    private static final long ALL = -1;

    private final MessagingConfig config;
    private final ViewState view;
    private final TopicTable topics;
    private final ControlOutput out;
    private final DataStream data;
    private final SenderStream own;
    private final Dispatcher dispatcher;
    private final Counters counters;
    private final Trace trace;
    private final RepairTimer timer = new RepairTimer();
    private final ArrayDeque<byte[]> toSend = new ArrayDeque<>();
    private Tables current = new Tables(0, 0, 0);
    private Tables prior = current;

    /** The topics as of the start of a view: one frame for each of the views that it follows. */
    private static final class Tables {
        final long counter;
        final int tag;
        final byte[][] frames;

        Tables(long counter, int tag, int parts) {
            this.counter = counter;
            this.tag = tag;
            this.frames = new byte[parts][];
        }

        boolean isOf(long viewCounter, int viewTag) {
            return counter == viewCounter && tag == viewTag;
        }

        /** The parts that are held, as bits. */
        long held() {
            long held = 0;
            for (int part = 0; part < frames.length; part++) {
                held |= frames[part] == null ? 0 : 1L << part;
            }
            return held;
        }

        boolean isComplete() {
            return Long.bitCount(held()) == frames.length;
        }
    }

    TableTransfer(
            MessagingConfig config,
            ViewState view,
            TopicTable topics,
            ControlOutput out,
            DataStream data,
            SenderStream own,
            Dispatcher dispatcher,
            Counters counters,
            Trace trace) {
        this.config = config;
        this.view = view;
        this.topics = topics;
        this.out = out;
        this.data = data;
        this.own = own;
        this.dispatcher = dispatcher;
        this.counters = counters;
        this.trace = trace;
    }

    /** Starts a view that follows one other, whose topics are known here. */
    void startAsHolder(boolean newcomers, long fellows, boolean speaksFirst) {
        start(1);
        if (newcomers) {
            keepOwn(0, fellows, speaksFirst);
        }
        view.tableKnown(true);
    }

    /** Starts a view whose topics are not known here. */
    void startAsNewcomer(int parts) {
        start(parts);
        topics.clear();
        view.tableKnown(false);
    }

    /** Starts a view that follows several: each of these parts tells the others its topics. */
    void startMerge(int parts, int ownPart, long fellows, boolean speaksFirst) {
        start(parts);
        keepOwn(ownPart, fellows, speaksFirst);
        view.tableKnown(false);
    }

    private void start(int parts) {
        prior = current;
        current = new Tables(view.counter(), view.tag(), parts);
        toSend.clear();
    }

    private void keepOwn(int part, long fellows, boolean speaksFirst) {
        byte[] frame = encode(part, fellows);
        current.frames[part] = frame;
        if (speaksFirst) {
            toSend.add(frame);
        }
    }

    /** Of which parts of the installed view the topics are held, as bits. */
    long held() {
        return current.held();
    }

    /** Whether the topics of all parts of the installed view are held. */
    boolean isComplete() {
        return view.isTableKnown() || current.isComplete();
    }

    /** Takes topics of the installed view. Always taken: what comes too early is asked for again. */
    boolean onTable(DirectBuffer buffer, int offset, int length) {
        if (!view.hasView() || view.isTableKnown() || DataHeader.viewTag(buffer, offset) != view.tag()) {
            trace.mark(MessagingMark.TOPICS_NOT_AWAITED);
            return true;
        }
        int payload = offset + DataHeader.LENGTH;
        int part = TopicSnapshot.part(buffer, payload, length - DataHeader.LENGTH);
        if (part < 0
                || part >= current.frames.length
                || TopicSnapshot.decode(buffer, payload, length - DataHeader.LENGTH, view.size()) == null) {
            counters.dropped();
            trace.mark(MessagingMark.TOPICS_NOT_SOUND);
            return true;
        }
        if (current.frames[part] == null) {
            // From now on this member can give it to others: whoever gave it may be gone before all have it.
            byte[] frame = new byte[length];
            buffer.getBytes(offset, frame);
            DataHeader.passOn(new UnsafeBuffer(frame), 0, own.tag());
            current.frames[part] = frame;
        } else {
            trace.mark(MessagingMark.TOPICS_DUPLICATE);
        }
        if (current.isComplete() && view.isMember()) {
            trace.mark(MessagingMark.TOPICS_COMPLETE);
            complete(ALL);
        } else if (current.isComplete()) {
            trace.mark(MessagingMark.TOPICS_COMPLETE_TOO_LATE);
        }
        return true;
    }

    /**
     * Ends a view whose topics did not come in time. If a respondent knew all of them, all count. Otherwise those that some
     * respondent held; whoever was in the others is gone, and what came since the report is as if it had not come.
     */
    void endView(Cut cut) {
        if (!view.isTableKnown()) {
            trace.mark(
                    cut.tableHolders() == 0
                            ? MessagingMark.TOPICS_LOST_IN_PART
                            : MessagingMark.TOPICS_COMPLETE_AT_THE_END);
            complete(cut.tableHolders() == 0 ? cut.tableParts() : ALL);
        }
    }

    private void complete(long parts) {
        MergedTopics merged = new MergedTopics(view, trace);
        for (int i = 0; i < current.frames.length; i++) {
            byte[] frame = (parts & 1L << i) == 0 ? null : current.frames[i];
            List<TopicSnapshot> part = frame == null
                    ? null
                    : TopicSnapshot.decode(
                            new UnsafeBuffer(frame), DataHeader.LENGTH, frame.length - DataHeader.LENGTH, view.size());
            if (part != null) {
                merged.add(part);
            }
        }
        view.tableKnown(true);
        dispatcher.takeTopics(merged.groups());
    }

    /** Asks for the table if it is missing in a running view. */
    int request(long nowNs, OrderExchange.HolderChoice holders) {
        return request(config.repairNs(), nowNs, holders);
    }

    /** Asks for the table if it is missing at the end of a view. */
    int requestToEnd(long nowNs, OrderExchange.HolderChoice holders) {
        return request(config.repairInChangeNs(), nowNs, holders);
    }

    /** Others are asked from now on. */
    void restartRepair() {
        timer.restart();
    }

    private int request(long patienceNs, long nowNs, OrderExchange.HolderChoice holders) {
        boolean missing = view.hasView() && !isComplete();
        if (!timer.isDue(0, missing ? 1 : 0, patienceNs, nowNs)) {
            return 0;
        }
        Incarnation holder = holders.choose(timer.attempts());
        trace.mark(holder == null ? MessagingMark.TOPICS_NOBODY_TO_ASK : MessagingMark.TOPICS_ASKED);
        if (holder != null) {
            out.sendTableRequest(view, holder);
        }
        return 1;
    }

    void onRequest(long counter, int tag) {
        Tables asked = current.isOf(counter, tag) ? current : prior;
        if (!asked.isOf(counter, tag)) {
            trace.mark(MessagingMark.TOPICS_REQUEST_OF_OTHER_VIEW);
        } else if (!toSend.isEmpty()) {
            trace.mark(MessagingMark.TOPICS_BEING_TOLD);
        } else {
            trace.mark(asked == current ? MessagingMark.TOPICS_TOLD_AGAIN : MessagingMark.TOPICS_OF_PRIOR_VIEW_TOLD);
            for (byte[] frame : asked.frames) {
                if (frame != null) {
                    toSend.add(frame);
                }
            }
        }
    }

    /** Sends what somebody waits for. */
    int send() {
        byte[] frame = toSend.peek();
        if (frame == null) {
            return 0;
        }
        if (data.send(new UnsafeBuffer(frame), 0, frame.length) == SendResult.BACK_PRESSURED) {
            trace.mark(MessagingMark.TOPICS_NOT_TAKEN);
            return 0;
        }
        toSend.remove();
        return 1;
    }

    /** Of those who come from this part: who was in its view, and comes from another part, is listed there. */
    private byte[] encode(int part, long fellows) {
        List<TopicSnapshot> snapshot = new ArrayList<>();
        for (TopicGroup group : topics.groups()) {
            long members = ranksOf(group.members()) & fellows;
            if (members != 0 || current.frames.length == 1) {
                snapshot.add(new TopicSnapshot(group.name(), group.order(), members));
            }
        }
        return TopicSnapshot.encode(snapshot, own.tag(), view.tag(), part);
    }

    private long ranksOf(List<Member> members) {
        long ranks = 0;
        for (Member member : members) {
            int rank = view.view().rankOf(member.incarnation());
            ranks |= rank < 0 ? 0 : 1L << rank;
        }
        return ranks;
    }
}
