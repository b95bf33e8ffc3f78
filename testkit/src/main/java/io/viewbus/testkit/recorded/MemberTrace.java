/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.recorded;

import io.viewbus.recording.RecordCursor;
import io.viewbus.recording.RecordHandler;
import io.viewbus.recording.RecordedMember;
import io.viewbus.recording.Standing;
import io.viewbus.testkit.check.TraceEvent;
import io.viewbus.testkit.check.TraceRecorder;
import io.viewbus.view.Member;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.ViewId;
import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of one recording from one record on, as the checker wants them. Keeps a few of them at a time. */
final class MemberTrace implements RecordHandler, Closeable {

    private final Member member;
    private final long fromIndex;
    private final RecordCursor cursor;
    private final TraceRecorder recorder;
    private final ArrayDeque<TraceEvent> events = new ArrayDeque<>();
    private long index;
    private long atNs;
    private boolean resuming;
    private boolean primary;
    private boolean over;
    private boolean exhausted;

    /**
     * Begins to read.
     *
     * @param fromIndex 0, or the standing of an install
     */
    MemberTrace(RecordedMember recording, long fromIndex) {
        this.member = recording.member();
        this.fromIndex = fromIndex;
        this.cursor = recording.read(fromIndex);
        this.recorder = new TraceRecorder(member, () -> atNs, this::add);
    }

    Member member() {
        return member;
    }

    /** Returns the next event, and null if there is none any more. */
    @Nullable
    TraceEvent peek() {
        while (events.isEmpty() && !exhausted) {
            exhausted = !cursor.next(recorder, this);
            if (exhausted && !over) {
                events.add(new TraceEvent.Unrecorded(atNs, member));
            }
        }
        return events.peek();
    }

    void remove() {
        events.remove();
    }

    private void add(TraceEvent event) {
        if (index < fromIndex) {
            return;
        }
        events.add(event);
        over |= event instanceof TraceEvent.Left || event instanceof TraceEvent.Excluded;
        if (resuming && event instanceof TraceEvent.Installed) {
            resuming = false;
            if (primary) {
                recorder.primaryState(PrimaryState.PRIMARY);
            }
        }
    }

    @Override
    public void at(long recordIndex, long recordNs) {
        index = recordIndex;
        atNs = recordNs;
    }

    @Override
    public void standing(Standing standing) {
        if (index != fromIndex) {
            return;
        }
        resuming = true;
        primary = standing.primary() == PrimaryState.PRIMARY;
        List<TraceEvent.Resumed.Holding> holdings = standing.streams().stream()
                .map(stream -> new TraceEvent.Resumed.Holding(
                        stream.sender(), stream.received(), stream.released(), stream.start()))
                .toList();
        add(new TraceEvent.Resumed(atNs, member, standing.sent(), holdings));
        standing.suspects().forEach(recorder::suspected);
        if (standing.leaving()) {
            recorder.leaving();
        }
    }

    @Override
    public void topicViewAgain(int topic, long counter, long change, List<Member> members) {
        if (resuming) {
            recorder.topicView(topic, counter, change, members);
        }
    }

    @Override
    public void topicTableAgain(ViewId view, long hash) {
        if (resuming) {
            recorder.topicTable(view, hash);
        }
    }

    @Override
    public void close() {
        cursor.close();
    }
}
