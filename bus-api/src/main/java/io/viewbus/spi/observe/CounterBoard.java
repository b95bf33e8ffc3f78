/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.spi.observe;

import io.viewbus.observe.Counter;
import io.viewbus.observe.CounterSnapshot;
import io.viewbus.observe.Spread;
import io.viewbus.observe.Timing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersReader;

/**
 * The counters of one member. Written by its agent thread with ordered stores, and nothing dearer; read from any thread. Where the
 * transport has a file of counters, the cells are in it, so that they can be read from outside the process, even if it hangs.
 */
public sealed class CounterBoard {

    private static final Counter[] ALL = Counter.values();
    private static final Timing[] TIMED = Timing.values();
    private static final int CELLS = ALL.length + TIMED.length * Spread.BUCKETS;

    /** First the counters, then the buckets of the spreads. Changed by the writer, under the lock; the writer reads it without. */
    private AtomicCounter[] cells;

    private CounterBoard(AtomicCounter[] cells) {
        this.cells = cells;
    }

    /**
     * Makes a board in the memory of this process.
     *
     * @return the board, all counters 0
     */
    public static CounterBoard inMemory() {
        return new CounterBoard(memoryCells());
    }

    /**
     * Makes a board that keeps nothing: all counters stay 0. For measuring what counting costs.
     *
     * @return the board
     */
    public static CounterBoard none() {
        return new Blank();
    }

    /**
     * Makes a board of cells that live elsewhere.
     *
     * @param cells gives the cell of a counter
     * @param buckets gives the cell of a bucket of a spread, by its number
     * @return the board; to be {@linkplain #freeze() frozen} before the cells go away
     */
    public static CounterBoard of(
            Function<Counter, AtomicCounter> cells, BiFunction<Timing, Integer, AtomicCounter> buckets) {
        AtomicCounter[] all = new AtomicCounter[CELLS];
        for (int i = 0; i < ALL.length; i++) {
            all[i] = cells.apply(ALL[i]);
        }
        for (Timing timing : TIMED) {
            for (int bucket = 0; bucket < Spread.BUCKETS; bucket++) {
                all[placeOf(timing, bucket)] = buckets.apply(timing, bucket);
            }
        }
        return new CounterBoard(all);
    }

    private static AtomicCounter[] memoryCells() {
        UnsafeBuffer values = new UnsafeBuffer(new byte[CELLS * CountersReader.COUNTER_LENGTH]);
        AtomicCounter[] cells = new AtomicCounter[CELLS];
        for (int id = 0; id < cells.length; id++) {
            cells[id] = new AtomicCounter(values, id);
        }
        return cells;
    }

    /** The place of a counter is that of its constant: within one process that is enough, and the quickest. */
    @SuppressWarnings("EnumOrdinal")
    private AtomicCounter cell(Counter counter) {
        return cells[counter.ordinal()];
    }

    @SuppressWarnings("EnumOrdinal")
    private static int placeOf(Timing timing, int bucket) {
        return ALL.length + timing.ordinal() * Spread.BUCKETS + bucket;
    }

    /**
     * Adds 1. By the agent thread only.
     *
     * @param counter which counter
     */
    public void increment(Counter counter) {
        cell(counter).incrementRelease();
    }

    /**
     * Adds to a counter. What is added to the sum of a {@link Timing} goes into its spread too. By the agent thread only.
     *
     * @param counter which counter
     * @param amount how much
     */
    public void add(Counter counter, long amount) {
        cell(counter).getAndAddRelease(amount);
        // Whoever adds to another counter, which the compiler knows, does not ask.
        if (counter == Counter.DELIVERY_SUM_NS) {
            note(Timing.DELIVERY, amount);
        } else if (counter == Counter.STABLE_SUM_NS) {
            note(Timing.STABLE, amount);
        }
    }

    private void note(Timing timing, long ns) {
        cells[placeOf(timing, Spread.bucketOf(ns))].incrementRelease();
    }

    /**
     * Sets a counter. By the agent thread only.
     *
     * @param counter which counter
     * @param value its value
     */
    public void set(Counter counter, long value) {
        cell(counter).setRelease(value);
    }

    /**
     * Sets a counter, unless it is larger already. By the agent thread only.
     *
     * @param counter which counter
     * @param value its least value
     */
    public void atLeast(Counter counter, long value) {
        cell(counter).proposeMaxRelease(value);
    }

    /**
     * Reads one counter. From any thread.
     *
     * @param counter which counter
     * @return its value
     */
    public synchronized long get(Counter counter) {
        return cell(counter).get();
    }

    /**
     * Reads all counters. From any thread.
     *
     * @return their values
     */
    public synchronized CounterSnapshot snapshot() {
        EnumMap<Counter, Long> values = new EnumMap<>(Counter.class);
        for (Counter counter : ALL) {
            values.put(counter, cell(counter).get());
        }
        EnumMap<Timing, Spread> spreads = new EnumMap<>(Timing.class);
        for (Timing timing : TIMED) {
            spreads.put(timing, spread(timing));
        }
        return new CounterSnapshot(values, spreads);
    }

    private Spread spread(Timing timing) {
        List<Long> counts = new ArrayList<>(Spread.BUCKETS);
        for (int bucket = 0; bucket < Spread.BUCKETS; bucket++) {
            counts.add(cells[placeOf(timing, bucket)].get());
        }
        return new Spread(counts);
    }

    /** Moves the values into memory of this process, because their cells go away. By the agent thread only. Idempotent. */
    public synchronized void freeze() {
        AtomicCounter[] frozen = memoryCells();
        for (int i = 0; i < frozen.length; i++) {
            frozen[i].setRelease(cells[i].getPlain());
        }
        cells = frozen;
    }

    /** A class of its own, so that members that count never ask whether they should. */
    private static final class Blank extends CounterBoard {

        Blank() {
            super(memoryCells());
        }

        @Override
        public void increment(Counter counter) {}

        @Override
        public void add(Counter counter, long amount) {}

        @Override
        public void set(Counter counter, long value) {}

        @Override
        public void atLeast(Counter counter, long value) {}
    }
}
