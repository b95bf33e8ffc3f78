/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.core.wire.DataHeader;
import io.viewbus.core.wire.FrameType;
import io.viewbus.core.wire.OrderCode;
import io.viewbus.view.Member;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The stream of one sender as this member knows it. Positions are numbers of messages:
 * {@code released <= delivered, stable <= received <= held <= known}. What is held but not received belongs to a later
 * view: it is kept, and neither acknowledged, ordered nor delivered before that view is installed.
 */
final class SenderStream {

    /** What became of a frame. */
    enum Acceptance {
        KEPT,
        /** Already held, or before what this member needs. */
        DUPLICATE,
        /** Something before it is missing: it will be sent again after that. */
        AFTER_GAP,
        /** No room before others make progress. */
        NO_ROOM
    }

    private final Member member;
    private final int tag;
    private final long link;
    private final Retention retention;
    private final RepairTimer repairTimer = new RepairTimer();
    private final RepairJob repairJob = new RepairJob();
    private final AckVector acks = new AckVector();
    private final Tally tally = new Tally();
    private boolean baseKnown;
    private boolean inView;
    private boolean spokenOf;
    private boolean messageSeen;
    private int priorTag;
    private boolean proven;
    private long known;
    private long afterGap;
    private long start;
    private long received;
    private long lastTotal;
    private long lastToCover;
    private long stable;
    private long fifoDelivered;
    private long totalDelivered;
    private long delivered;
    private int unackedBytes;
    private int claimed;

    SenderStream(Member member, long link, Retention retention) {
        this.member = member;
        this.tag = DataHeader.tagOf(member.incarnation());
        this.link = link;
        this.retention = retention;
    }

    Member member() {
        return member;
    }

    int tag() {
        return tag;
    }

    long link() {
        return link;
    }

    boolean isFrom(long high, long low) {
        return member.incarnation().high() == high && member.incarnation().low() == low;
    }

    RepairTimer repairTimer() {
        return repairTimer;
    }

    RepairJob repairJob() {
        return repairJob;
    }

    /** What was delivered of it. */
    Tally tally() {
        return tally;
    }

    /** What the sender said last that it holds. */
    AckVector acks() {
        return acks;
    }

    /**
     * Says which messages this member will never need; those after it are kept from now on. Others may still need them: it
     * is no proof of stability.
     */
    void setBase(long seq) {
        if (baseKnown && retention.released() <= seq && seq <= held()) {
            retention.releaseTo(seq);
        } else {
            retention.reset(seq);
        }
        baseKnown = true;
        known = Math.max(known, seq);
        startView(seq);
        messageSeen |= seq > 0;
        stable = 0;
    }

    boolean isBaseKnown() {
        return baseKnown;
    }

    /** Whether the sender is in the installed view. */
    boolean isInView() {
        return inView;
    }

    void inView(boolean value) {
        inView = value;
    }

    /** Somebody says that the sender may come in, or that it does. */
    void speakOf() {
        spokenOf = true;
    }

    /** Whether that was said since the last call. */
    boolean takeSpokenOf() {
        boolean result = spokenOf;
        spokenOf = false;
        return result;
    }

    /** Keeps a copy of a frame if it is the next one. */
    Acceptance accept(DirectBuffer buffer, int offset, int length, int limit) {
        Acceptance acceptance = claimNext(buffer, offset, length, limit);
        if (acceptance == Acceptance.KEPT) {
            retention.buffer().putBytes(claimed, buffer, offset, length);
        }
        return acceptance;
    }

    /** Keeps a frame if it is the next one, where it was lent. */
    Acceptance acceptLent(DirectBuffer buffer, int offset, int length, int limit, long position) {
        Acceptance acceptance = claimNext(buffer, offset, length, limit);
        if (acceptance == Acceptance.KEPT) {
            retention.lent(buffer, offset, position);
        }
        return acceptance;
    }

    /** Frames that start before a position cannot stay where they were lent. */
    void recall(long position) {
        retention.recall(position);
    }

    private Acceptance claimNext(DirectBuffer buffer, int offset, int length, int limit) {
        long seq = DataHeader.seq(buffer, offset);
        if (!baseKnown || seq <= held()) {
            return Acceptance.DUPLICATE;
        }
        known = Math.max(known, seq);
        if (seq != held() + 1) {
            afterGap = seq;
            return Acceptance.AFTER_GAP;
        }
        claimed = retention.claim(length, DataHeader.order(buffer, offset), limit);
        return claimed < 0 ? Acceptance.NO_ROOM : Acceptance.KEPT;
    }

    /** Makes room for the next frame of this member's own stream, or returns -1. */
    int claim(int length, int order) {
        int at = retention.claim(length, order, Integer.MAX_VALUE);
        known = held();
        return at;
    }

    /** Starts the view after the cut that ended the prior one. */
    void startView(long cut) {
        start = cut;
        received = cut;
        lastTotal = cut;
        lastToCover = cut;
        fifoDelivered = cut;
        totalDelivered = cut;
        delivered = cut;
        proven = false;
    }

    /** Says which view the sender comes from: what it sent in that view while wedged belongs to the installed one. */
    void comesFrom(int tagOfPrior) {
        priorTag = tagOfPrior;
    }

    int priorTag() {
        return priorTag;
    }

    /** The sender is known to have installed the view: only now is it sure that what it sent while wedged belongs to it. */
    void prove() {
        proven = true;
    }

    boolean isProven() {
        return proven;
    }

    /**
     * Receives what is held and belongs to the view.
     *
     * @return how many bytes of frames became received
     */
    int receive(ViewState view) {
        int bytes = 0;
        while (received < held() && view.isMine(this, received + 1)) {
            received++;
            bytes += length(received);
            messageSeen |= FrameType.isOfUsers(DataHeader.type(buffer(received), offset(received)));
            int order = order(received);
            lastTotal = OrderCode.isTotal(order) ? received : lastTotal;
            lastToCover = OrderCode.needsCover(order) ? received : lastToCover;
        }
        return bytes;
    }

    /** Takes notice of bytes received since this member said last what it has, and returns how many there are by now. */
    int unacked(int bytes) {
        unackedBytes += bytes;
        return unackedBytes;
    }

    /** This member said what it has. */
    void acked() {
        unackedBytes = 0;
    }

    /** Whether it ever carried a message of a user, or may have done so before this member came. */
    boolean isMessageSeen() {
        return messageSeen;
    }

    /** Takes notice that messages up to this number were sent. */
    void learn(long seq) {
        known = Math.max(known, seq);
    }

    long known() {
        return known;
    }

    /**
     * Whether a later message came without the next one: then that is lost. What somebody only speaks of may be under way, and links keep
     * the order.
     */
    boolean isGapSeen() {
        return afterGap > held();
    }

    long held() {
        return retention.last();
    }

    long released() {
        return retention.released();
    }

    /** How many bytes are kept. */
    int kept() {
        return retention.used();
    }

    /** The last message that belongs to the prior view. */
    long start() {
        return start;
    }

    long received() {
        return received;
    }

    /** The last received message that takes a place in the total order. */
    long lastTotal() {
        return lastTotal;
    }

    /** The last received message that others may only deliver when they know that it was received here. */
    long lastToCover() {
        return lastToCover;
    }

    /** All FIFO messages up to this one were delivered. */
    long fifoDelivered() {
        return fifoDelivered;
    }

    void fifoDelivered(long seq) {
        fifoDelivered = seq;
    }

    /** All TOTAL messages up to this one were delivered. */
    long totalDelivered() {
        return totalDelivered;
    }

    void totalDelivered(long seq) {
        totalDelivered = Math.max(totalDelivered, seq);
    }

    long stable() {
        return stable;
    }

    /**
     * Takes notice that everybody has the messages up to this number.
     *
     * @return true if that is news
     */
    boolean stable(long seq) {
        if (seq <= stable) {
            return false;
        }
        stable = seq;
        return true;
    }

    /**
     * Forgets what is delivered here and received by all (VS-52).
     *
     * @return true if something was forgotten
     */
    boolean release() {
        updateDelivered();
        long upTo = Math.min(Math.min(delivered, stable), held());
        if (upTo <= released()) {
            return false;
        }
        retention.releaseTo(upTo);
        return true;
    }

    /** Where claimed frames are written. */
    MutableDirectBuffer buffer() {
        return retention.buffer();
    }

    /** What holds a kept frame. */
    DirectBuffer buffer(long seq) {
        return retention.buffer(seq);
    }

    int offset(long seq) {
        return retention.offset(seq);
    }

    int length(long seq) {
        return retention.length(seq);
    }

    /** The code of a message's order. */
    int order(long seq) {
        return retention.order(seq);
    }

    void close() {
        retention.close();
    }

    /** FIFO and TOTAL messages of one stream overtake each other; only what both passed is delivered. */
    private void updateDelivered() {
        while (delivered < fifoDelivered && (delivered < totalDelivered || !OrderCode.isTotal(order(delivered + 1)))) {
            delivered++;
        }
    }
}
