/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import io.viewbus.GroupView;
import io.viewbus.GroupViewId;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One message from the agent to the subscribers of a group: copied in, shown with a turn's others, taken. Both ends on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HandOffBenchmark {

    private static final int MESSAGES_IN_A_TURN = 64;

    /** Bytes of a payload. */
    @Param({"100", "1024", "16384"})
    public int length;

    private final Member sender = new Member("a", new Incarnation(1, 1));
    private final Taken taken = new Taken();
    private final HandOff handOff = new HandOff(
            new GroupView(new GroupViewId(1, 1), List.of(sender), List.of(sender), List.of(), List.of()), taken, false);
    private UnsafeBuffer payload = new UnsafeBuffer(0, 0);
    private long seq;

    /** Makes the payload, and lets the ring grow. */
    @Setup
    public void prepare() {
        payload = new UnsafeBuffer(new byte[length]);
        for (int i = 0; i < MESSAGES_IN_A_TURN; i++) {
            addShowTake();
        }
    }

    /** Returns what keeps the compiler from leaving anything out. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES_IN_A_TURN)
    public long addShowTake() {
        for (int i = 0; i < MESSAGES_IN_A_TURN; i++) {
            seq++;
            handOff.addMessage(sender, seq, seq, false, payload, 0, length);
        }
        handOff.show();
        handOff.drain();
        return taken.sum;
    }

    private static final class Taken implements HandOff.Taker {
        private long sum;

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void onMessage(
                Member sender,
                long seq,
                long sequence,
                boolean transitional,
                DirectBuffer buffer,
                int offset,
                int length) {
            sum += seq + buffer.getByte(offset);
        }

        @Override
        public void onView(GroupView view) {
            sum++;
        }

        @Override
        public void onTransition(HandOff.Transition transition) {
            sum++;
        }
    }
}
