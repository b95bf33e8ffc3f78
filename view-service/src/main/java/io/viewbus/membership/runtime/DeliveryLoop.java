/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.runtime;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.NonBlocking;

/**
 * Where the user code of a member runs. It drains sources (bounded hand-off queues that the agent fills) whenever it is signalled: on a
 * thread of its own, so that a blocked subscriber stops that thread and never the agent, or after each turn of the agent, where a
 * program lends one thread for both.
 */
public final class DeliveryLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLoop.class);

    /** Something that the loop drains. */
    @FunctionalInterface
    public interface Source {
        /** Hands over what is there and wanted. Called on the loop's thread only. */
        void drain();
    }

    private final CopyOnWriteArrayList<Source> sources = new CopyOnWriteArrayList<>();
    private final AtomicBoolean signalled = new AtomicBoolean();
    private final @Nullable Thread thread;
    private final BooleanSupplier mayEnterAgent;
    private volatile boolean closed;
    private volatile boolean ended;
    private boolean drainingLate;

    /**
     * Makes a loop and starts its thread.
     *
     * @param name the name of the thread
     */
    public DeliveryLoop(String name) {
        mayEnterAgent = () -> false;
        thread = new LoopThread(this::run, name);
        thread.start();
    }

    private DeliveryLoop(BooleanSupplier mayEnterAgent) {
        this.thread = null;
        this.mayEnterAgent = mayEnterAgent;
    }

    /**
     * Makes a loop without a thread: who turns the agent calls {@link #turn}.
     *
     * @param mayEnterAgent tells whether the calling thread is that one, and turns nothing now
     */
    static DeliveryLoop onAgent(BooleanSupplier mayEnterAgent) {
        return new DeliveryLoop(mayEnterAgent);
    }

    /**
     * Adds a source and drains it soon.
     *
     * @param source the source
     */
    public void add(Source source) {
        sources.add(source);
        signal();
    }

    /**
     * Removes a source; it may be drained once more.
     *
     * @param source the source
     */
    public void remove(Source source) {
        sources.remove(source);
    }

    /** Makes the loop drain all sources soon. Cheap, from any thread. After the end the caller drains: latecomers hear of it. */
    public void signal() {
        if (ended) {
            drainLate();
        } else if (!signalled.get() && signalled.compareAndSet(false, true)) {
            LockSupport.unpark(thread);
        }
    }

    /**
     * Tells whether the caller runs on this loop.
     *
     * @return true on the loop's thread
     */
    public boolean isCurrentThread() {
        return Thread.currentThread() == thread;
    }

    /** Ends the thread after a last drain. Does not wait for it. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    /**
     * Tells whether subscribers are called on the agent's thread: then what is handed over need not be kept for another.
     *
     * @return true if the loop has no thread
     */
    public boolean isOnAgent() {
        return thread == null;
    }

    /**
     * Tells whether the caller may do the agent's work itself instead of leaving it something to do: it is the agent's thread, between
     * two of its turns.
     *
     * @return true only if a program lends its thread, and that is the caller
     */
    public boolean mayEnterAgent() {
        return mayEnterAgent.getAsBoolean();
    }

    private void run() {
        while (!ended) {
            turn();
            if (!signalled.get() && !closed) {
                LockSupport.park(this);
            }
        }
    }

    /** Drains if that was asked for. Returns whether it was. */
    boolean turn() {
        boolean last = closed && !ended;
        boolean isWanted = last || (signalled.get() && signalled.getAndSet(false));
        if (isWanted) {
            drainAll();
        }
        if (last) {
            ended = true;
            drainLate();
        }
        return isWanted;
    }

    private synchronized void drainLate() {
        if (!drainingLate) {
            drainingLate = true;
            drainAll();
            drainingLate = false;
        }
    }

    private void drainAll() {
        for (Source source : sources) {
            try {
                source.drain();
            } catch (RuntimeException e) {
                // A source routes what user code throws to its own subscriber; what arrives here is our mistake.
                LOG.error("A delivery source failed and was removed", e);
                sources.remove(source);
            }
        }
    }

    /** Blocking on it throws instead of stopping every subscriber of the member. */
    private static final class LoopThread extends Thread implements NonBlocking {
        LoopThread(Runnable run, String name) {
            super(run, name);
            setDaemon(true);
        }
    }
}
