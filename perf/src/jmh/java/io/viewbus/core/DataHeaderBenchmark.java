/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.core.wire.DataHeader;
import io.viewbus.core.wire.FrameType;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The header of one message: written and stamped by its sender, read by a receiver. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DataHeaderBenchmark {

    private static final int ORDER = 2;

    private final FrameType type = FrameType.values()[0];
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[64]);
    private long seq;

    /** Returns what keeps the compiler from leaving anything out. */
    @Benchmark
    public long write() {
        DataHeader.write(frame, 0, type, ORDER, 7, 11, ++seq);
        DataHeader.stamp(frame, 0, 3, false, seq);
        return frame.getLong(16);
    }

    /** Returns what keeps the compiler from leaving anything out. */
    @Benchmark
    public long read() {
        return DataHeader.type(frame, 0)
                + DataHeader.order(frame, 0)
                + DataHeader.viewTag(frame, 0)
                + DataHeader.senderTag(frame, 0)
                + DataHeader.topicId(frame, 0)
                + DataHeader.seq(frame, 0)
                + DataHeader.ordSeen(frame, 0);
    }
}
