/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.core.wire.OrderCode;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One frame in the ring of a stream: room made, bytes copied in, found again, released some frames later. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RingRetentionBenchmark {

    private static final int CAPACITY = 4 * 1024 * 1024;
    private static final int KEPT = 16;

    /** Bytes of a frame. */
    @Param({"132", "1056", "16416"})
    public int length;

    private final RingRetention ring = new RingRetention(CAPACITY);
    private byte[] frame = {};

    /** Makes the frame. */
    @Setup
    public void prepare() {
        frame = new byte[length];
    }

    /** Returns what keeps the compiler from leaving anything out. */
    @Benchmark
    public int keepFindRelease() {
        int offset = ring.claim(length, OrderCode.TOTAL, CAPACITY);
        ring.buffer().putBytes(offset, frame);
        long last = ring.last();
        if (last - ring.released() > KEPT) {
            ring.releaseTo(last - KEPT);
        }
        return ring.offset(last) + ring.length(last);
    }

    /** Gives the memory back. */
    @TearDown
    public void release() {
        ring.close();
    }
}
