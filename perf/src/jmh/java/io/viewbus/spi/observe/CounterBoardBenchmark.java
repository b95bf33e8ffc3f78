/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.spi.observe;

import io.viewbus.observe.Counter;
import io.viewbus.observe.Spread;
import io.viewbus.observe.Timing;
import java.io.File;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a member counts of a message that it delivers, with the cells in a mapped file, as the transport has them, and without any. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CounterBoardBenchmark {

    private static final int LENGTH = 1024;

    /** Which board. */
    @Param({"mapped", "none"})
    public String board;

    private CounterBoard counters;
    private MappedByteBuffer mapped;
    private File file;

    /** Maps the file. */
    @Setup
    public void open() throws IOException {
        file = File.createTempFile("counters", ".dat", new File("/dev/shm"));
        int cells = Counter.values().length + Timing.values().length * Spread.BUCKETS;
        IoUtil.delete(file, false);
        mapped = IoUtil.mapNewFile(file, (long) cells * CountersReader.COUNTER_LENGTH);
        UnsafeBuffer values = new UnsafeBuffer(mapped);
        int[] next = {0};
        counters = board.equals("none")
                ? CounterBoard.none()
                : CounterBoard.of(
                        counter -> new AtomicCounter(values, next[0]++),
                        (timing, bucket) -> new AtomicCounter(values, next[0]++));
    }

    /** Removes the file. */
    @TearDown
    public void close() {
        IoUtil.unmap(mapped);
        IoUtil.delete(file, false);
    }

    /** One message more, and its bytes. */
    @Benchmark
    public void delivered() {
        counters.increment(Counter.MESSAGES_DELIVERED);
        counters.add(Counter.BYTES_DELIVERED, LENGTH);
    }
}
