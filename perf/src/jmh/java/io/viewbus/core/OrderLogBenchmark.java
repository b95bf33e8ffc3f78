/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One range of the total order: appended, looked up, released. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OrderLogBenchmark {

    private static final int CAPACITY = 1024;
    private static final int MEMBERS = 3;

    private final OrderLog log = new OrderLog(CAPACITY);
    private long seq;

    /** Returns what keeps the compiler from leaving anything out. */
    @Benchmark
    public long appendReadRelease() {
        seq++;
        log.append((int) (seq % MEMBERS), seq, CAPACITY);
        long sum = log.rank(seq) + log.upTo(seq);
        log.releaseTo(seq);
        return sum;
    }
}
