/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.wire;

import io.viewbus.membership.core.Message;
import io.viewbus.membership.core.Message.Heartbeat;
import io.viewbus.view.Incarnation;
import io.viewbus.view.ViewId;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A heartbeat, of which a member hears each member's several times a second: written and read again. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HeartbeatBenchmark {

    private static final int CAPACITY = 4096;

    /** How many members the view has. */
    @Param({"3", "64"})
    public int members;

    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[CAPACITY]);
    private final MessageEncoder encoder = new MessageEncoder(new UnsafeBuffer(new byte[CAPACITY]));
    private final MessageDecoder decoder = new MessageDecoder();
    private Heartbeat heartbeat = new Heartbeat(ViewId.NONE, ViewId.NONE, 0, false, new long[0]);

    /** Makes the heartbeat. */
    @Setup
    public void prepare() {
        ViewId view = new ViewId(7, 1, new Incarnation(1, 2));
        heartbeat = new Heartbeat(view, view, 1_000, false, new long[members]);
    }

    /** Returns what keeps the compiler from leaving anything out. */
    @Benchmark
    public @Nullable Message writeAndRead() {
        int length = encoder.encode(heartbeat, frame, 0);
        return decoder.decode(frame, 0, length);
    }
}
