/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.spi.observe;

import io.viewbus.observe.Counter;
import io.viewbus.observe.CounterSnapshot;
import java.util.EnumMap;
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

    /** Changed by the writer, under the lock; the writer reads it without. */
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
     * @return the board; to be {@linkplain #freeze() frozen} before the cells go away
     */
    public static CounterBoard of(Function<Counter, AtomicCounter> cells) {
        AtomicCounter[] all = new AtomicCounter[ALL.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = cells.apply(ALL[i]);
        }
        return new CounterBoard(all);
    }

    private static AtomicCounter[] memoryCells() {
        UnsafeBuffer values = new UnsafeBuffer(new byte[ALL.length * CountersReader.COUNTER_LENGTH]);
        AtomicCounter[] cells = new AtomicCounter[ALL.length];
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

    /**
     * Adds 1. By the agent thread only.
     *
     * @param counter which counter
     */
    public void increment(Counter counter) {
        cell(counter).incrementRelease();
    }

    /**
     * Adds to a counter. By the agent thread only.
     *
     * @param counter which counter
     * @param amount how much
     */
    public void add(Counter counter, long amount) {
        cell(counter).getAndAddRelease(amount);
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
        return new CounterSnapshot(values);
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
