/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.observe.ViewChange.Cause;
import io.viewbus.spi.membership.ParticipantContext;
import io.viewbus.spi.membership.Proposal;
import io.viewbus.spi.membership.Proposal.Origin;
import io.viewbus.spi.membership.QuorumPolicy;
import io.viewbus.spi.observe.CounterBoard;
import io.viewbus.spi.trace.Trace;
import io.viewbus.spi.transport.DataStream;
import io.viewbus.spi.transport.FrameHandler;
import io.viewbus.spi.transport.Liveness;
import io.viewbus.spi.transport.LivenessHandler;
import io.viewbus.spi.transport.SendResult;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PartitionPolicy;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class LivenessParticipantTest {

    private static final long MS = 1_000_000;

    private final List<Member> members = IntStream.range(0, 5)
            .mapToObj(i -> new Member("m" + i, new Incarnation(7, i)))
            .toList();
    private long nowNs = 50 * MS;

    /** A member with the transport that it sees. */
    private final class Seat implements ParticipantContext, Liveness {
        final Member self;
        final LivenessParticipant participant = new LivenessParticipant();
        final List<UnsafeBuffer> sent = new ArrayList<>();
        final List<Incarnation> suspected = new ArrayList<>();
        final TreeSet<Incarnation> watched = new TreeSet<>();
        final List<Enum<?>> marks = new ArrayList<>();
        SendResult result = SendResult.ACCEPTED;

        Seat(int rank) {
            self = members.get(rank);
            participant.onStart(this);
            participant.onInstall(proposal(members, rank), nowNs);
        }

        void turns(int count) {
            for (int i = 0; i < count; i++) {
                nowNs += MS;
                participant.doWork(nowNs);
            }
        }

        void hears(Seat from) {
            for (UnsafeBuffer frame : List.copyOf(from.sent)) {
                participant.onControl(from.self.incarnation(), frame, 0, frame.capacity(), nowNs);
            }
            from.sent.clear();
        }

        @Override
        public Member self() {
            return self;
        }

        @Override
        public Liveness openLiveness(LivenessHandler handler) {
            return this;
        }

        @Override
        public SendResult sendControl(DirectBuffer buffer, int offset, int length) {
            if (result == SendResult.ACCEPTED) {
                UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
                copy.putBytes(0, buffer, offset, length);
                sent.add(copy);
            }
            return result;
        }

        @Override
        public void suspect(Incarnation member, Cause cause) {
            suspected.add(member);
        }

        @Override
        public void trust(Incarnation member) {
            suspected.remove(member);
        }

        @Override
        public byte[] address() {
            return new byte[] {1, 2, 3};
        }

        @Override
        public void watch(Incarnation process, byte[] address) {
            assertThat(address).containsExactly(9);
            watched.add(process);
        }

        @Override
        public void unwatch(Incarnation process) {
            watched.remove(process);
        }

        @Override
        public Trace trace() {
            return new Trace() {
                @Override
                public void mark(Enum<?> mark) {
                    marks.add(mark);
                }
            };
        }

        @Override
        public DataStream openData(FrameHandler handler) {
            throw new AssertionError("it carries no messages");
        }

        @Override
        public int maxControlLength() {
            return 65_536;
        }

        @Override
        public void fail(String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public QuorumPolicy quorum() {
            return QuorumPolicy.majority();
        }

        @Override
        public PartitionPolicy partitions() {
            return PartitionPolicy.PRIMARY;
        }

        @Override
        public CounterBoard counters() {
            return CounterBoard.inMemory();
        }
    }

    private static Proposal proposal(List<Member> members, int rank) {
        ViewId id = new ViewId(1, 0, members.get(0).incarnation());
        View view = new View(id, members, members, List.of());
        List<Origin> origins = Collections.nCopies(members.size(), Origin.NEWCOMER);
        List<byte[]> data = members.stream().map(member -> new byte[] {9}).toList();
        return new Proposal(view, rank, List.of(), Origin.NEWCOMER, origins, data);
    }

    private Incarnation who(int rank) {
        return members.get(rank).incarnation();
    }

    @Test
    void firstTwoWatchAll_theThirdWatchesThem_othersNobody() {
        assertThat(new Seat(0).watched).containsExactly(who(1), who(2), who(3), who(4));
        assertThat(new Seat(1).watched).containsExactly(who(0), who(2), who(3), who(4));
        assertThat(new Seat(2).watched).containsExactly(who(0), who(1));
        assertThat(new Seat(3).watched).isEmpty();
        assertThat(new Seat(0).participant.joinData()).containsExactly(1, 2, 3);
    }

    @Test
    void whoeverDoesNotAnswerThreeQuestions_isSuspectedAfterTenMilliseconds() {
        Seat first = new Seat(0);
        first.participant.onGone(who(3));
        first.turns(10);
        assertThat(first.sent).hasSize(3);
        assertThat(first.suspected).isEmpty();
        first.turns(2);
        assertThat(first.suspected).containsExactly(who(3));
        first.turns(50);
        assertThat(first.sent).hasSize(3);
        assertThat(first.suspected).hasSize(1);
    }

    @Test
    void whoeverAnswersAnyQuestion_staysIn() {
        Seat first = new Seat(0);
        Seat third = new Seat(3);
        first.participant.onGone(who(3));
        first.turns(2);
        first.sent.clear(); // The first question is lost.
        first.turns(3);
        third.hears(first);
        first.hears(third);
        first.turns(50);
        assertThat(first.suspected).isEmpty();
        assertThat(first.marks).contains(LivenessMark.LIVES).doesNotContain(LivenessMark.GONE);
        assertThat(first.participant.doWork(nowNs)).isZero();
    }

    @Test
    void ownPause_doesNotCount() {
        Seat first = new Seat(0);
        first.participant.onGone(who(3));
        first.turns(1);
        nowNs += 50 * MS;
        first.turns(1);
        assertThat(first.suspected).isEmpty();
        Seat third = new Seat(3);
        third.hears(first);
        first.hears(third);
        first.turns(20);
        assertThat(first.suspected).isEmpty();
    }

    @Test
    void transportThatTakesNoQuestion_convictsNobody() {
        Seat first = new Seat(0);
        first.result = SendResult.BACK_PRESSURED;
        first.participant.onGone(who(3));
        first.turns(100);
        assertThat(first.suspected).isEmpty();
        assertThat(first.marks).contains(LivenessMark.PROBE_NOT_TAKEN);
        first.result = SendResult.ACCEPTED;
        first.turns(12);
        assertThat(first.suspected).containsExactly(who(3));
    }

    @Test
    void anotherMember_speaksOnlyWhenAllBeforeItAreGone() {
        Seat second = new Seat(1);
        second.participant.onGone(who(3));
        second.turns(20);
        assertThat(second.suspected).isEmpty();
        assertThat(second.marks).contains(LivenessMark.LEFT_TO_ANOTHER);
        second.participant.onGone(who(0));
        second.turns(20);
        assertThat(second.suspected).containsExactlyInAnyOrder(who(3), who(0));
    }

    @Test
    void whoIsGoneAndStillInTheNextView_isAskedAgain_andForgottenWhenOut() {
        Seat first = new Seat(0);
        first.participant.onGone(who(3));
        first.turns(20);
        first.suspected.clear();
        first.participant.onInstall(proposal(members, 0), nowNs);
        first.turns(1);
        assertThat(first.suspected).as("not before it was asked").isEmpty();
        first.turns(20);
        assertThat(first.suspected).containsExactly(who(3));

        first.suspected.clear();
        first.participant.onInstall(proposal(members.subList(0, 3), 0), nowNs);
        first.turns(20);
        assertThat(first.suspected).isEmpty();
        assertThat(first.marks).contains(LivenessMark.FORGOTTEN);
        assertThat(first.watched).containsExactly(who(1), who(2));
    }

    @Test
    void lateAnswer_takesTheVerdictBack() {
        Seat first = new Seat(0);
        Seat third = new Seat(3);
        first.participant.onGone(who(3));
        first.turns(20);
        third.hears(first);
        first.hears(third);
        assertThat(first.marks).contains(LivenessMark.ANSWERS_LATE, LivenessMark.ECHO_NOT_AWAITED);
        assertThat(first.suspected).isEmpty();
        first.participant.onInstall(proposal(members, 0), nowNs);
        first.turns(20);
        assertThat(first.suspected).isEmpty();
    }

    @Test
    void answerOfAnotherOrToAnother_isNone() {
        Seat first = new Seat(0);
        Seat second = new Seat(1);
        Seat third = new Seat(3);
        first.participant.onGone(who(3));
        second.participant.onGone(who(3));
        second.turns(1);
        third.hears(second);
        first.turns(1);
        first.hears(third); // The answer to the second member.
        second.hears(first); // The question to the third.
        assertThat(second.sent).isEmpty();
        first.turns(20);
        assertThat(first.suspected).containsExactly(who(3));
        assertThat(first.marks).contains(LivenessMark.ECHO_FOR_ANOTHER);
        assertThat(second.marks).contains(LivenessMark.PROBE_FOR_ANOTHER);
    }

    @Test
    void evidenceOfStrangersAndAgain_asksNobody() {
        Seat first = new Seat(0);
        first.participant.onGone(new Incarnation(99, 99));
        first.turns(20);
        assertThat(first.sent).isEmpty();
        first.participant.onGone(who(3));
        first.participant.onGone(who(3));
        first.turns(20);
        assertThat(first.sent).hasSize(3);
        assertThat(first.marks).contains(LivenessMark.EVIDENCE_OF_A_STRANGER, LivenessMark.EVIDENCE_AGAIN);
    }

    @Test
    void framesThatCannotBeRead_areDropped() {
        Seat first = new Seat(0);
        Seat third = new Seat(3);
        first.participant.onGone(who(3));
        first.turns(1);
        UnsafeBuffer probe = first.sent.get(0);
        for (int length = 8; length < probe.capacity(); length++) {
            third.participant.onControl(who(0), probe, 0, length, nowNs);
        }
        probe.putShort(2, (short) 77);
        third.participant.onControl(who(0), probe, 0, probe.capacity(), nowNs);
        assertThat(third.sent).isEmpty();
        assertThat(third.marks).containsOnly(LivenessMark.FRAME_NOT_READABLE);
    }

    @Test
    void memberThatIsOut_watchesNobodyAndStillAnswers() {
        Seat first = new Seat(0);
        Seat third = new Seat(3);
        third.participant.onOut(null);
        first.participant.onOut(null);
        assertThat(first.watched).isEmpty();
        Seat second = new Seat(1);
        second.participant.onGone(who(3));
        second.turns(1);
        third.hears(second);
        assertThat(third.sent).hasSize(1);
        first.participant.onGone(who(3));
        first.turns(20);
        assertThat(first.sent).isEmpty();
    }
}
