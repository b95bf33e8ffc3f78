/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.recorded;

import io.viewbus.Order;
import io.viewbus.recording.RecordCursor;
import io.viewbus.recording.RecordHandler;
import io.viewbus.recording.RecordedMember;
import io.viewbus.recording.Standing;
import io.viewbus.spi.trace.Trace;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is in one recording: read once from end to end, which also finds all that is damaged or missing. */
final class Survey implements Trace, RecordHandler {

    private final RecordedMember recording;
    private final List<Install> installs = new ArrayList<>();
    private long index;
    private long standingIndex;
    private long lastGap = -1;
    private long lost;
    private long remembered;
    private boolean closed;

    /** An installation, and the record with which a reader may begin to see it whole. */
    record Install(long fromIndex, View view) {}

    private Survey(RecordedMember recording) {
        this.recording = recording;
    }

    static Survey of(RecordedMember recording) {
        Survey survey = new Survey(recording);
        try (RecordCursor cursor = recording.read(0)) {
            while (cursor.next(survey, survey)) {
                // The survey takes them.
            }
        }
        return survey;
    }

    RecordedMember recording() {
        return recording;
    }

    Member member() {
        return recording.member();
    }

    List<Install> installs() {
        return installs;
    }

    /** Returns how many records found no room when they were made. */
    long lost() {
        return lost;
    }

    /** Returns how many sendings and deliveries there are, each of which a checker remembers. */
    long remembered() {
        return remembered;
    }

    /** Returns whether it was closed; otherwise its last records may be missing. */
    boolean isClosed() {
        return closed;
    }

    /** Returns whether everything is there from the moment at which the member asked to be let in. */
    boolean isWhole() {
        return recording.firstIndex() == 0 && lastGap < 0;
    }

    /** Returns the first view from which on nothing is missing; none is known of a recording that has none. */
    @Nullable
    Install firstComplete() {
        return firstFrom(ViewId.NONE);
    }

    /** Returns the first such view that is not before another one. */
    @Nullable
    Install firstFrom(ViewId least) {
        return installs.stream()
                .filter(install ->
                        install.fromIndex() > lastGap && install.view().id().compareTo(least) >= 0)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void at(long recordIndex, long atNs) {
        index = recordIndex;
    }

    @Override
    public void standing(Standing standing) {
        standingIndex = index;
    }

    @Override
    public void installed(ViewId prior, View view, List<Member> transitional) {
        installs.add(new Install(standingIndex, view));
    }

    @Override
    public void sent(long seq, int topic, Order order, long inView, int length, long payloadHash) {
        remembered++;
    }

    @Override
    public void delivered(
            Incarnation sender,
            long seq,
            int topic,
            Order order,
            long orderIndex,
            long change,
            long groupSequence,
            boolean toUser,
            boolean transitional,
            long payloadHash) {
        remembered++;
    }

    @Override
    public void gap(long count) {
        lastGap = index;
        lost += count;
    }

    @Override
    public void end() {
        closed = true;
    }
}
