/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.GroupView;
import io.viewbus.GroupViewId;
import io.viewbus.core.wire.MessageBatch;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class HandOffTest implements HandOff.Taker {

    private static final Member ANT = new Member("ant", new Incarnation(1, 1));
    private static final Member BEE = new Member("bee", new Incarnation(2, 2));
    private static final long ALL = 1L << 40;

    private final AtomicLong wanted = new AtomicLong(ALL);
    private final List<String> told = new ArrayList<>();
    private final HandOff handOff = new HandOff(view(1), this, false);
    private final List<Long> seqs = new ArrayList<>();
    private long disorder;
    private long messages;

    private static GroupView view(long counter) {
        return new GroupView(new GroupViewId(counter, 0), List.of(ANT, BEE), List.of(), List.of(), List.of());
    }

    @Override
    public boolean isReady() {
        return wanted.get() > 0;
    }

    @Override
    public void onMessage(
            Member sender, long seq, long sequence, boolean transitional, DirectBuffer buffer, int offset, int length) {
        wanted.decrementAndGet();
        disorder += seq == ++messages ? 0 : 1;
        if (seqs.size() < 10) {
            seqs.add(seq);
        }
        if (length < 100) {
            told.add(sender.name() + sequence + (transitional ? "~" : "") + " " + buffer.getByte(offset));
        }
    }

    @Override
    public void onView(GroupView view) {
        wanted.decrementAndGet();
        told.add("view " + view.id().counter());
    }

    @Override
    public void onTransition(HandOff.Transition transition) {
        wanted.decrementAndGet();
        told.add("transition");
    }

    private void add(Member sender, long seq, int length) {
        UnsafeBuffer payload = new UnsafeBuffer(new byte[length]);
        payload.putByte(0, (byte) seq);
        handOff.addMessage(sender, seq, seq, seq % 2 == 0, payload, 0, length);
        handOff.show();
    }

    @Test
    void shouldKeepMessagesAndViewsInOrder() {
        handOff.drain();
        add(ANT, 1, 8);
        add(BEE, 2, 8);
        handOff.addTransition(new HandOff.Transition(new GroupViewId(1, 0), List.of(ANT)));
        add(ANT, 3, 8);
        handOff.addView(view(2));
        add(BEE, 4, 8);
        assertThat(handOff.isEmpty()).isFalse();

        handOff.drain();
        add(ANT, 5, 8);
        handOff.drain();

        assertThat(told)
                .containsExactly("view 1", "ant1 1", "bee2~ 2", "transition", "ant3 3", "view 2", "bee4~ 4", "ant5 5");
        assertThat(handOff.isEmpty()).isTrue();
    }

    @Test
    void shouldStopWhereNoMoreIsWantedAndGoOnThere() {
        handOff.drain();
        for (int seq = 1; seq <= 5; seq++) {
            add(ANT, seq, 8);
        }
        wanted.set(2);
        handOff.drain();
        assertThat(told).hasSize(3);
        assertThat(handOff.isEmpty()).isFalse();

        wanted.set(ALL);
        handOff.drain();
        assertThat(messages).isEqualTo(5);
        assertThat(disorder).isZero();
    }

    /** They have one number, which is consumed with the last of them. */
    private void addTogether(Member sender, long seq, long sequence, int... lengths) {
        UnsafeBuffer records = new UnsafeBuffer(new byte[400_000]);
        int end = 0;
        for (int i = 0; i < lengths.length; i++) {
            MessageBatch.writeLength(records, end, lengths[i]);
            records.putByte(end + MessageBatch.RECORD, (byte) (sequence + i));
            end += MessageBatch.recordLength(lengths[i]);
        }
        handOff.addMessages(sender, seq, sequence, false, records, 0, end);
        handOff.show();
    }

    @Test
    void shouldGoOnAmidMessagesThatCameTogether() {
        handOff.drain();
        addTogether(ANT, 7, 1, 8, 9, 10);
        add(BEE, 4, 8);
        for (int i = 0; i < 4; i++) {
            wanted.set(1);
            handOff.drain();
            assertThat(told).hasSize(2 + i);
        }
        assertThat(told).containsExactly("view 1", "ant1 1", "ant2 2", "ant3 3", "bee4~ 4");
        assertThat(seqs).containsExactly(6L, 6L, 7L, 4L);
        assertThat(handOff.isEmpty()).isTrue();
    }

    @Test
    void shouldTakeMessagesThatCameTogetherWithoutRoom() {
        handOff.drain();
        addTogether(ANT, 7, 1, 8, 90_000, 10, 200_000);
        add(BEE, 5, 8);
        handOff.drain();

        assertThat(told).containsExactly("view 1", "ant1 1", "ant3 3", "bee5 5");
        assertThat(seqs).containsExactly(6L, 6L, 6L, 7L, 5L);
    }

    @Test
    void shouldTakeWhatTheRingHasNoRoomForAndKeepTheOrder() {
        handOff.drain();
        for (int round = 0; round < 20; round++) {
            for (int i = 1; i <= 40; i++) {
                long seq = 40L * round + i;
                add(seq % 3 == 0 ? BEE : ANT, seq, seq % 7 == 0 ? 200_000 : 100_000);
            }
            handOff.drain();
            assertThat(messages).isEqualTo(40L * (round + 1));
            assertThat(handOff.isEmpty()).isTrue();
        }
        assertThat(disorder).isZero();
    }

    /** More may be wanted at any moment, also between two looks of the one that hands over. */
    @Test
    void shouldKeepTheOrderWhileDemandComesFromAnotherThread() throws InterruptedException {
        int count = 200_000;
        wanted.set(1);
        Thread agent = new Thread(() -> {
            for (int seq = 1; seq <= count; seq++) {
                add(ANT, seq, 512);
            }
        });
        Thread subscriber = new Thread(() -> {
            for (int i = 0; i < count; i++) {
                wanted.incrementAndGet();
            }
        });
        agent.start();
        subscriber.start();
        while (messages < count) {
            handOff.drain();
        }
        agent.join();
        subscriber.join();

        assertThat(disorder).isZero();
    }
}
