/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.core.wire.DataHeader;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import org.jspecify.annotations.Nullable;

/** Where this member stands: the installed view, its streams by rank, and whether a change of it is under way. */
final class ViewState {

    /** The life of a member, as far as messaging is concerned. */
    enum Status {
        /** No view yet; ends with the first install. */
        JOINING,
        /** In a view, everything flows; ends with a wedge. */
        MEMBER,
        /** A change is under way: nothing that others could notice as progress; ends with the install. */
        WEDGED,
        /** The cluster went on without this member; never ends. */
        OUT
    }

    private static final SenderStream[] NONE = {};

    private Status status = Status.JOINING;
    private @Nullable View view;
    private ViewId id = ViewId.NONE;
    private int tag;
    private int selfRank = -1;
    private SenderStream[] streams = NONE;
    private long entriesDelivered;
    private long rangesDelivered;
    private boolean doubtful;
    private boolean tableKnown;

    void install(View next, int rank, SenderStream[] byRank) {
        view = next;
        id = next.id();
        tag = id.tag();
        selfRank = rank;
        streams = byRank;
        entriesDelivered = 0;
        rangesDelivered = 0;
        status = Status.MEMBER;
    }

    void wedge() {
        if (status == Status.MEMBER) {
            status = Status.WEDGED;
        }
    }

    void out() {
        status = Status.OUT;
    }

    /** Which messages belong to the installed view (VS-46). */
    boolean isMine(SenderStream stream, long seq) {
        int offset = stream.offset(seq);
        int sentIn = DataHeader.viewTag(stream.buffer(seq), offset);
        return DataHeader.isWedged(stream.buffer(seq), offset)
                ? sentIn == stream.priorTag() && seq > stream.start() && stream.isProven()
                : sentIn == tag;
    }

    boolean isCurrent(long viewCounter, int viewTag) {
        return view != null && id.counter() == viewCounter && tag == viewTag;
    }

    /**
     * Whether nothing that is sent from now on can be delivered in a view. What is sent before a wedge is below this member's cut, and
     * so is delivered in that view wherever this member goes on; what is sent after it is not (VS-46, VS-60).
     */
    boolean isOver(long viewCounter) {
        return viewCounter != PublishOptions.ANY_VIEW && hasView() && (isWedged() || viewCounter != id.counter());
    }

    boolean hasView() {
        return view != null && status != Status.OUT;
    }

    boolean isMember() {
        return status == Status.MEMBER;
    }

    boolean isWedged() {
        return status == Status.WEDGED;
    }

    boolean isOut() {
        return status == Status.OUT;
    }

    boolean mayDeliver() {
        return status == Status.MEMBER && !doubtful && tableKnown;
    }

    boolean isSequencer() {
        return status == Status.MEMBER && selfRank == 0;
    }

    void doubt(boolean value) {
        doubtful = value;
    }

    boolean isTableKnown() {
        return tableKnown;
    }

    void tableKnown(boolean value) {
        tableKnown = value;
    }

    /** The installed view; only for those who checked {@link #hasView()}. */
    View view() {
        if (view == null) {
            throw new IllegalStateException("no view is installed");
        }
        return view;
    }

    ViewId id() {
        return id;
    }

    long counter() {
        return id.counter();
    }

    int tag() {
        return tag;
    }

    int selfRank() {
        return selfRank;
    }

    int size() {
        return streams.length;
    }

    SenderStream stream(int rank) {
        return streams[rank];
    }

    /** The rank of a process in the installed view, -1 if it is not in. */
    int rankOf(long high, long low) {
        for (int rank = 0; rank < streams.length; rank++) {
            if (streams[rank].isFrom(high, low)) {
                return rank;
            }
        }
        return -1;
    }

    /** How many entries of the view's total order were delivered here. */
    long entriesDelivered() {
        return entriesDelivered;
    }

    long nextEntry() {
        return ++entriesDelivered;
    }

    /** How many ranges of the view's total order were delivered here completely. */
    long rangesDelivered() {
        return rangesDelivered;
    }

    void nextRange() {
        rangesDelivered++;
    }
}
