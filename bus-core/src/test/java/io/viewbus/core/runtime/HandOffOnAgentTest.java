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
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The hand-off where the delivery loop turns on the agent's thread: nothing is kept that is wanted. */
class HandOffOnAgentTest implements HandOff.Taker {

    private static final Member ANT = new Member("ant", new Incarnation(1, 1));

    private final List<String> told = new ArrayList<>();
    private final List<DirectBuffer> buffers = new ArrayList<>();
    private final HandOff handOff = new HandOff(view(1), this, true);
    private int wanted = Integer.MAX_VALUE;

    private static GroupView view(long counter) {
        return new GroupView(new GroupViewId(counter, 0), List.of(ANT), List.of(), List.of(), List.of());
    }

    @Override
    public boolean isReady() {
        return wanted > 0;
    }

    @Override
    public void onMessage(
            Member sender, long seq, long sequence, boolean transitional, DirectBuffer buffer, int offset, int length) {
        wanted--;
        told.add(seq + ":" + sequence + (transitional ? "~" : "") + " " + buffer.getByte(offset));
        buffers.add(buffer);
    }

    @Override
    public void onView(GroupView view) {
        told.add("view " + view.id().counter());
    }

    @Override
    public void onTransition(HandOff.Transition transition) {
        told.add("transition");
    }

    private DirectBuffer add(long seq, boolean transitional) {
        UnsafeBuffer payload = new UnsafeBuffer(new byte[] {(byte) seq});
        handOff.addMessage(ANT, seq, seq, transitional, payload, 0, 1);
        return payload;
    }

    private DirectBuffer addTogether(long seq, long sequence, int count) {
        UnsafeBuffer records = new UnsafeBuffer(new byte[count * MessageBatch.recordLength(1)]);
        for (int i = 0; i < count; i++) {
            int at = i * MessageBatch.recordLength(1);
            MessageBatch.writeLength(records, at, 1);
            records.putByte(at + MessageBatch.RECORD, (byte) (sequence + i));
        }
        handOff.addMessages(ANT, seq, sequence, false, records, 0, records.capacity());
        return records;
    }

    @Test
    void shouldHandOverAtOnceWhereTheBytesLie() {
        handOff.drain();
        DirectBuffer alone = add(1, true);
        DirectBuffer together = addTogether(2, 2, 2);

        assertThat(told).containsExactly("view 1", "1:1~ 1", "1:2 2", "2:3 3");
        assertThat(buffers).containsExactly(alone, together, together);
        assertThat(buffers.get(0)).isSameAs(alone);
        assertThat(handOff.isEmpty()).isTrue();
    }

    @Test
    void shouldKeepTheOrderBehindWhatWaits() {
        add(1, false);
        assertThat(told).as("the view is first").isEmpty();
        handOff.drain();
        handOff.addTransition(new HandOff.Transition(new GroupViewId(1, 0), List.of(ANT)));
        add(2, true);
        handOff.addView(view(2));
        add(3, false);
        handOff.drain();
        add(4, false);

        assertThat(told).containsExactly("view 1", "1:1 1", "transition", "2:2~ 2", "view 2", "3:3 3", "4:4 4");
    }

    @Test
    void shouldKeepWhatIsNotWantedAmidMessagesThatCameTogether() {
        handOff.drain();
        wanted = 2;
        addTogether(7, 1, 4);
        add(8, false);
        assertThat(told).containsExactly("view 1", "6:1 1", "6:2 2");

        wanted = 2;
        handOff.drain();
        assertThat(told).containsExactly("view 1", "6:1 1", "6:2 2", "6:3 3", "7:4 4");
        wanted = 9;
        add(9, false);
        handOff.drain();
        add(10, false);
        assertThat(told.subList(5, told.size())).containsExactly("8:8 8", "9:9 9", "10:10 10");
    }
}
