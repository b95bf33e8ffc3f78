/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.runtime;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/**
 * Runs a member on a thread that the program lends, as Aeron's invokers do: each {@link #invoke} turns the agent once and calls
 * subscribers and handlers. No thread waits for another then, messages are handed over where they are received, and where there are
 * fewer cores than threads that is worth more than anything else. <b>The price</b>: the member lives while it is invoked. A handler that
 * takes long, or a loop that does other things, keeps it from hearing the others, and after the suspicion time they go on without it.
 *
 * <pre>{@code
 * MemberInvoker invoker = new MemberInvoker();
 * try (Bus bus = ViewBus.create().transport(AeronTransport.multicast()).invoker(invoker).connectNow()) {
 *     Group<byte[]> group = invoker.await(bus.topic("ticks", Codec.bytes()).join(), Duration.ofSeconds(10));
 *     group.handle((sender, sequence, buffer, offset, length) -> count++);
 *     while (isRunning) {
 *         idle.idle(invoker.invoke());
 *     }
 * }
 * }</pre>
 *
 * <p>Belongs to one member. The thread that invokes first is the one that is lent, and no other may: it must not be blocked
 * with anything that waits for the member; {@link #await}, {@code connectNow} and {@code disposeNow} go on to invoke.
 */
public final class MemberInvoker extends MemberThreads implements AutoCloseable {

    private final DeliveryLoop loop = DeliveryLoop.onAgent(this::isBetweenTurns);
    private final AtomicBoolean hasMember = new AtomicBoolean();
    private final AtomicReference<@Nullable Thread> lent = new AtomicReference<>();
    private volatile @Nullable AgentDuty duty;
    private boolean isInvoked;

    /** Makes an invoker that waits for its member. */
    public MemberInvoker() {}

    /**
     * Turns the member once: receives, sends, calls whom it concerns. Never blocks, unless what it calls does.
     *
     * @return how much was done; 0 if nothing: then the caller may rest, at most for a millisecond
     * @throws IllegalStateException if it is called by another thread than before, or by a subscriber or handler of the member
     */
    public int invoke() {
        requireTurn();
        isInvoked = true;
        try {
            return turnAgent() + (loop.turn() ? 1 : 0);
        } finally {
            isInvoked = false;
        }
    }

    private void requireTurn() {
        Thread current = Thread.currentThread();
        if (!isLent(current)) {
            throw new IllegalStateException("the member runs on the thread \""
                    + requireNonNull(lent.get()).getName() + "\", and \"" + current.getName()
                    + "\" may not invoke it");
        }
        if (isInvoked) {
            throw new IllegalStateException("a subscriber or handler cannot invoke its own member");
        }
    }

    private boolean isLent(Thread current) {
        return lent.get() == current || lent.compareAndSet(null, current);
    }

    private int turnAgent() {
        AgentDuty current = duty;
        if (current == null) {
            return 0;
        }
        if (!current.isDone()) {
            return current.turn();
        }
        duty = null;
        current.release();
        return 1;
    }

    /**
     * Ends the member at once if it has not ended; the others find out. For a program that stops to invoke: what leaves gracefully is
     * {@code close} of the bus, which invokes until that is done. Idempotent.
     *
     * @throws IllegalStateException as {@link #invoke}
     */
    @Override
    public void close() {
        requireTurn();
        AgentDuty current = duty;
        if (current != null) {
            current.stop();
        }
        while (duty != null) {
            invoke();
        }
    }

    /**
     * Takes this invoker for a member.
     *
     * @throws IllegalStateException if it has one
     */
    public void claim() {
        if (!hasMember.compareAndSet(false, true)) {
            throw new IllegalStateException("an invoker runs one member; make another one for the next");
        }
    }

    @Override
    public DeliveryLoop loop() {
        return loop;
    }

    /**
     * Invokes the member until something is done; in place of {@code block}, which would wait for ever on this thread.
     *
     * @param <T> its result
     * @param doing the doing; subscribed to
     * @param timeout after which it is cancelled
     * @return the result, null if it has none
     * @throws IllegalStateException if it takes longer, with a {@link TimeoutException} as the cause; or as {@link #invoke}
     */
    public <T> @Nullable T await(Mono<T> doing, Duration timeout) {
        requireTurn();
        CompletableFuture<T> result = doing.toFuture();
        invokeUntil(result::isDone, timeout.toNanos());
        if (!result.isDone()) {
            result.cancel(true);
            String message = "waited for " + timeout.toMillis() + " ms in vain";
            throw new IllegalStateException(message, new TimeoutException(message));
        }
        try {
            return result.join();
        } catch (CompletionException e) {
            throw Exceptions.propagate(requireNonNull(e.getCause()));
        }
    }

    @Override
    void start(AgentDuty started) {
        duty = started;
    }

    @Override
    boolean isCalling() {
        return lent.get() == Thread.currentThread() && isInvoked;
    }

    private boolean isBetweenTurns() {
        return lent.get() == Thread.currentThread() && !isInvoked;
    }

    @Override
    boolean awaitEnd(AgentDuty awaited, long timeoutNs) throws InterruptedException {
        if (!isLent(Thread.currentThread())) {
            return awaited.awaitEnd(timeoutNs);
        }
        invokeUntil(() -> awaited.hasEnded() || Thread.currentThread().isInterrupted(), timeoutNs);
        if (!awaited.hasEnded() && Thread.interrupted()) {
            throw new InterruptedException();
        }
        return awaited.hasEnded();
    }

    private void invokeUntil(BooleanSupplier done, long timeoutNs) {
        long startNs = System.nanoTime();
        IdleStrategy idle = idle();
        while (!done.getAsBoolean() && System.nanoTime() - startNs < timeoutNs) {
            idle.idle(invoke());
        }
    }
}
