/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import io.viewbus.Receipt;
import io.viewbus.TopicException.Overloaded;
import io.viewbus.membership.runtime.DeliveryLoop;
import io.viewbus.view.ClusterException;
import io.viewbus.view.ClusterException.Disposed;
import io.viewbus.view.Outcome;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The two ways between users and the agent of one bus: commands go in through a bounded queue, answers come out on the delivery
 * loop. Answers are bounded by the commands under way: each command has one.
 */
final class CommandQueue implements DeliveryLoop.Source {

    /** How many commands fit; as many more may wait for credit at the agent. */
    static final int CAPACITY = 16_384;

    /** How many single messages may wait; see {@link io.viewbus.Topic#publish}. */
    static final int MAX_SINGLES = 4096;

    private final DeliveryLoop loop;
    private final ManyToOneConcurrentArrayQueue<Command> commands = new ManyToOneConcurrentArrayQueue<>(CAPACITY);
    private final Queue<Runnable> answers = new ManyToOneConcurrentLinkedQueue<>();
    private final AtomicInteger singles = new AtomicInteger();
    private volatile @Nullable ClusterException closed;

    CommandQueue(DeliveryLoop loop) {
        this.loop = loop;
        loop.add(this);
    }

    DeliveryLoop loop() {
        return loop;
    }

    // ---- on users' threads ------------------------------------------------------------------------------------------

    /** Asks the agent; the command fails if too many wait, or if the bus is closed. */
    void submit(Command command) {
        ClusterException reason = closed;
        if (reason != null) {
            command.fail(reason);
        } else if (!commands.offer(command)) {
            command.fail(new Overloaded(CAPACITY + " commands wait already; ask again when some are done"));
        } else if (closed != null) {
            // Closed in between: whoever takes the command out fails it.
            failAll();
        }
    }

    /** Asks the agent to publish one message, unless too many wait. */
    void submitSingle(Command.Publish publish) {
        if (singles.incrementAndGet() > MAX_SINGLES) {
            singles.decrementAndGet();
            publish.fail(
                    new Overloaded(MAX_SINGLES + " messages of this member wait already; publish again when some are "
                            + "stable, or use publishMany, which waits"));
            return;
        }
        submit(publish.withOutcome(new Command.Outcome() {
            @Override
            public void onReceipt(Receipt receipt) {
                singles.decrementAndGet();
                publish.outcome().onReceipt(receipt);
            }

            @Override
            public void onFailure(Throwable why) {
                singles.decrementAndGet();
                publish.outcome().onFailure(why);
            }
        }));
    }

    private synchronized void failAll() {
        Command command;
        while ((command = commands.poll()) != null) {
            fail(command);
        }
    }

    // ---- on the agent -----------------------------------------------------------------------------------------------

    @Nullable
    Command poll() {
        return commands.poll();
    }

    /** Leaves an answer for the delivery loop, which is woken once for all answers of a turn: {@link #wakeLoop}. */
    void answer(Runnable answer) {
        answers.add(answer);
    }

    void wakeLoop() {
        loop.signal();
    }

    void fail(Command command) {
        ClusterException reason = closed;
        ClusterException why = reason != null ? reason : disposed();
        answer(() -> command.fail(why));
        wakeLoop();
    }

    /** Takes no more commands, and fails those that wait. */
    void close(@Nullable ClusterException cause) {
        if (closed == null) {
            closed = cause != null ? cause : disposed();
        }
        failAll();
    }

    /** What waits here was never sent. */
    private static ClusterException disposed() {
        return new Disposed("the bus was closed", Outcome.NOT_SENT);
    }

    // ---- on the delivery loop ---------------------------------------------------------------------------------------

    @Override
    public void drain() {
        Runnable answer;
        while ((answer = answers.poll()) != null) {
            answer.run();
        }
    }
}
