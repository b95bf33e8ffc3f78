/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.liveness;

import io.viewbus.observe.ViewChange.Cause;
import io.viewbus.spi.membership.ParticipantContext;
import io.viewbus.spi.membership.Proposal;
import io.viewbus.spi.membership.ViewParticipant;
import io.viewbus.spi.transport.Liveness;
import io.viewbus.spi.transport.LivenessHandler;
import io.viewbus.spi.transport.SendResult;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Watches the processes of the view, so that a crash is found in milliseconds. The coordinator and the one that would follow it
 * watch all, the third watches these two. When the transport says that a process is gone, the process is asked; who answers stays,
 * whatever was said of it. Of those who do not answer, the first member that is left speaks, since it leads the change.
 */
public final class LivenessParticipant implements ViewParticipant, LivenessHandler {

    /** What tells it from other participants. */
    public static final int ID = LivenessFrame.SCHEMA_ID;

    private static final byte[] NOTHING = {};
    /** The ranks that are watched by those who follow them. */
    private static final int LEADERS = 2;

    private final LivenessFrame frame = new LivenessFrame();
    /** Those who are being asked and those who are gone, all of them in the view. */
    private final List<Inquiry> inquiries = new ArrayList<>();

    private final List<Incarnation> watched = new ArrayList<>();
    private List<Member> members = List.of();
    private @Nullable ParticipantContext context;
    private Liveness liveness = Liveness.NONE;
    private long lastNonce;
    private long turnedNs;
    private boolean speaks;

    /** Makes the watch of one member. */
    public LivenessParticipant() {}

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void onStart(ParticipantContext itsContext) {
        context = itsContext;
        liveness = itsContext.openLiveness(this);
    }

    @Override
    public byte[] joinData() {
        return liveness.address();
    }

    @Override
    public void onCandidates(List<Candidate> candidates) {}

    @Override
    public boolean isLinked(Candidate candidate) {
        return true;
    }

    @Override
    public void onWedge() {}

    @Override
    public byte[] state() {
        return NOTHING;
    }

    @Override
    public boolean hasHistory() {
        return false;
    }

    @Override
    public byte[] merge(int priorSize, List<Contribution> contributions) {
        return NOTHING;
    }

    @Override
    public void onProposal(Proposal proposal, long nowNs) {}

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void onInstall(Proposal proposal, long nowNs) {
        members = proposal.view().members();
        forgetStrangers();
        askAgain();
        watch(proposal);
    }

    /** All others are sure of those who are still in: a verdict that is wrong must not be repeated in each view. */
    private void askAgain() {
        speaks = false;
        for (int i = 0; i < inquiries.size(); i++) {
            if (inquiries.get(i).isGone()) {
                mark(LivenessMark.STILL_IN_THE_VIEW);
                inquiries.set(i, new Inquiry(inquiries.get(i).process(), ++lastNonce));
            }
        }
    }

    private void forgetStrangers() {
        if (inquiries.removeIf(inquiry -> !isMember(inquiry.process()))) {
            mark(LivenessMark.FORGOTTEN);
        }
    }

    private void watch(Proposal proposal) {
        List<Incarnation> wanted = new ArrayList<>();
        for (int rank = 0; rank < members.size(); rank++) {
            if (isWatched(proposal.selfRank(), rank)) {
                wanted.add(members.get(rank).incarnation());
                liveness.watch(
                        members.get(rank).incarnation(), proposal.joinData().get(rank));
            }
        }
        for (Incarnation process : watched) {
            if (!wanted.contains(process)) {
                liveness.unwatch(process);
            }
        }
        watched.clear();
        watched.addAll(wanted);
    }

    /** Few watch, or connections would grow with the square of the cluster, and a crash would make everybody ask. */
    private static boolean isWatched(int by, int rank) {
        return by >= 0 && by != rank && (by < LEADERS || (by == LEADERS && rank < LEADERS));
    }

    @Override
    public void onOut(@Nullable ClusterException cause) {
        watched.forEach(liveness::unwatch);
        watched.clear();
        inquiries.clear();
        members = List.of();
    }

    @Override
    public void onDoubt(boolean doubtful) {}

    @Override
    public void onGone(Incarnation process) {
        if (!isMember(process)) {
            mark(LivenessMark.EVIDENCE_OF_A_STRANGER);
        } else if (inquiries.stream().anyMatch(inquiry -> inquiry.process().equals(process))) {
            mark(LivenessMark.EVIDENCE_AGAIN);
        } else {
            inquiries.add(new Inquiry(process, ++lastNonce));
        }
    }

    @Override
    public void onControl(Incarnation from, DirectBuffer buffer, int offset, int length, long nowNs) {
        int type = frame.typeOf(buffer, offset, length);
        if (type == 0) {
            mark(LivenessMark.FRAME_NOT_READABLE);
            return;
        }
        boolean forMe = LivenessFrame.isFor(context().self().incarnation(), buffer, offset);
        if (type == LivenessFrame.PROBE) {
            onProbe(from, forMe, LivenessFrame.nonce(buffer, offset));
        } else {
            onEcho(from, forMe, LivenessFrame.nonce(buffer, offset));
        }
    }

    /** Also when this member is out: it lives, and that is what is asked. */
    private void onProbe(Incarnation from, boolean forMe, long nonce) {
        if (!forMe) {
            mark(LivenessMark.PROBE_FOR_ANOTHER);
        } else {
            boolean taken = send(LivenessFrame.ECHO, from, nonce);
            mark(taken ? LivenessMark.PROBE_ANSWERED : LivenessMark.ECHO_NOT_TAKEN);
        }
    }

    private void onEcho(Incarnation from, boolean forMe, long nonce) {
        if (!forMe) {
            mark(LivenessMark.ECHO_FOR_ANOTHER);
            return;
        }
        for (int i = 0; i < inquiries.size(); i++) {
            Inquiry inquiry = inquiries.get(i);
            if (inquiry.nonce() == nonce && inquiry.process().equals(from)) {
                inquiries.remove(i);
                onAnswer(inquiry);
                return;
            }
        }
        mark(LivenessMark.ECHO_NOT_AWAITED);
    }

    private void onAnswer(Inquiry inquiry) {
        if (inquiry.isGone()) {
            mark(LivenessMark.ANSWERS_LATE);
            context().trust(inquiry.process());
        } else {
            mark(LivenessMark.LIVES);
        }
    }

    @Override
    public int doWork(long nowNs) {
        long stepNs = nowNs - turnedNs;
        turnedNs = nowNs;
        int open = 0;
        for (int i = 0; i < inquiries.size(); i++) {
            open += inquire(inquiries.get(i), stepNs);
        }
        if (speaks) {
            speaks = false;
            speak();
        }
        return open;
    }

    private int inquire(Inquiry inquiry, long stepNs) {
        if (inquiry.isGone()) {
            return 0;
        }
        inquiry.advance(stepNs);
        if (inquiry.isQuestionDue()) {
            ask(inquiry);
        } else if (inquiry.isOver()) {
            mark(LivenessMark.GONE);
            inquiry.onUnanswered();
            speaks = true;
        }
        return 1;
    }

    private void ask(Inquiry inquiry) {
        if (send(LivenessFrame.PROBE, inquiry.process(), inquiry.nonce())) {
            mark(inquiry.isFirstQuestion() ? LivenessMark.ASKED : LivenessMark.ASKED_AGAIN);
            inquiry.onAsked();
        } else {
            mark(LivenessMark.PROBE_NOT_TAKEN);
        }
    }

    /** Whoever leads the change has to know of all that are gone; the others would only change views against it. */
    private void speak() {
        if (!isFirst()) {
            mark(LivenessMark.LEFT_TO_ANOTHER);
            return;
        }
        for (int i = 0; i < inquiries.size(); i++) {
            if (inquiries.get(i).isGone()) {
                mark(LivenessMark.SUSPECTS);
                context().suspect(inquiries.get(i).process(), Cause.PROCESS_ENDED);
            }
        }
    }

    private boolean isFirst() {
        for (Member member : members) {
            if (!isGone(member.incarnation())) {
                return member.equals(context().self());
            }
        }
        return false;
    }

    private boolean isGone(Incarnation process) {
        return inquiries.stream()
                .anyMatch(inquiry -> inquiry.isGone() && inquiry.process().equals(process));
    }

    private boolean isMember(Incarnation process) {
        return members.stream().anyMatch(member -> member.incarnation().equals(process));
    }

    private boolean send(int type, Incarnation to, long nonce) {
        DirectBuffer out = frame.encode(type, to, nonce);
        return context().sendControl(out, 0, LivenessFrame.LENGTH) == SendResult.ACCEPTED;
    }

    private void mark(LivenessMark mark) {
        context().trace().mark(mark);
    }

    private ParticipantContext context() {
        ParticipantContext started = context;
        if (started == null) {
            throw new IllegalStateException("not started");
        }
        return started;
    }

    @Override
    public void onClose() {
        inquiries.clear();
        members = List.of();
    }
}
