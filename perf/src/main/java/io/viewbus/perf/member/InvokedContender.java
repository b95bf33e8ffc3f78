/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import io.viewbus.Group;
import io.viewbus.GroupView;
import io.viewbus.RawHandler;
import io.viewbus.RawPublication;
import io.viewbus.membership.runtime.MemberInvoker;
import io.viewbus.view.Member;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;

/** Viewbus without objects on one thread, which is how raw Aeron is measured: transport, protocol, handler, and sending in turns. */
public final class InvokedContender implements Contender, RawHandler {

    /** What a program publishes before it lets the member receive again: half of what a turn receives at most. */
    private static final int BYTES_IN_TURN = 1 << 19;

    private final Setup setup;
    private final MemberInvoker invoker = new MemberInvoker();
    private final ViewbusMember member;
    private final Thread thread = new Thread(this::run, "lent");
    private final CompletableFuture<List<TurnSender>> joined = new CompletableFuture<>();
    private volatile boolean isClosing;

    /**
     * Makes the contender.
     *
     * @param setup what it works with: a load for each topic
     */
    public InvokedContender(Setup setup) {
        this.setup = setup;
        this.member = new ViewbusMember(setup.task(), setup.ledger(), invoker);
        thread.setDaemon(true);
    }

    @Override
    public void join(Duration timeout) throws InterruptedException {
        thread.start();
        await(joined, timeout, "the member did not join");
        member.awaitComplete(timeout);
    }

    private void run() {
        try (member) {
            List<TurnSender> senders = senders(member.join(MemberScript.JOIN_TIMEOUT));
            joined.complete(senders);
            IdleStrategy idle = MemberIdle.of(setup.task());
            while (!isClosing) {
                int work = invoker.invoke();
                for (int i = 0; i < senders.size(); i++) {
                    work += senders.get(i).send();
                }
                idle.idle(work);
            }
        } catch (RuntimeException e) {
            joined.completeExceptionally(e);
            setup.ledger().fail(e);
        }
    }

    private List<TurnSender> senders(List<Group<byte[]>> groups) {
        groups.forEach(group -> group.handle(this));
        return IntStream.range(0, Math.min(groups.size(), setup.loads().size()))
                .mapToObj(
                        lane -> sender(setup.loads().get(lane), groups.get(lane).raw()))
                .toList();
    }

    private TurnSender sender(Load load, RawPublication publication) {
        return new TurnSender(load, BYTES_IN_TURN / load.size(), publication::offer, code -> {
            if (code == RawPublication.CLOSED) {
                throw member.lost();
            }
        });
    }

    @Override
    public void onView(GroupView view) {
        member.onView(view);
    }

    @Override
    public void onMessage(Member sender, long sequence, DirectBuffer buffer, int offset, int length) {
        setup.ledger().record(buffer, offset);
    }

    @Override
    public void start() {
        joined.join().forEach(TurnSender::start);
    }

    @Override
    public void stop(Duration timeout) throws InterruptedException {
        for (TurnSender sender : joined.join()) {
            await(sender.stopped(), timeout, "the member did not stop sending");
        }
    }

    private void await(CompletableFuture<?> future, Duration timeout, String otherwise) throws InterruptedException {
        try {
            future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            setup.ledger().requireSound();
            throw new IllegalStateException(otherwise + " within " + timeout.toSeconds() + " s", e);
        }
    }

    @Override
    public void close() {
        isClosing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
