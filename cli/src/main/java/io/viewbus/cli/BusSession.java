/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.Bus;
import io.viewbus.core.runtime.ViewBus;
import io.viewbus.view.PrimaryState;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/** A membership for as long as a command runs: leaves gracefully at its end, and also when the process is told to end. */
public final class BusSession implements AutoCloseable {

    private static final Duration LEAVING = Duration.ofSeconds(5);
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final String cluster;
    private final TrackedTransport transport;
    private final CompletableFuture<Bus> connecting;
    private final Runnable afterwards;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ShutdownHook hook = ShutdownHook.install(this::leaveOnSignal);

    private BusSession(
            String cluster, TrackedTransport transport, CompletableFuture<Bus> connecting, Runnable afterwards) {
        this.cluster = cluster;
        this.transport = transport;
        this.connecting = connecting;
        this.afterwards = afterwards;
    }

    /** Connects, and waits for it. What is to be done afterwards is done once everything is released. */
    static BusSession open(
            ViewBus config, String cluster, TrackedTransport transport, Duration patience, Runnable afterwards) {
        CompletableFuture<Bus> connecting =
                config.connect().timeout(patience, notLetIn(cluster, patience)).toFuture();
        BusSession session = new BusSession(cluster, transport, connecting, afterwards);
        try {
            Mono.fromFuture(session.connecting).block();
            return session;
        } catch (CancellationException e) {
            session.close();
            throw new CommandFailure(ExitCode.FAILED, "ended before cluster \"" + cluster + "\" let it in", e);
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    private static Mono<Bus> notLetIn(String cluster, Duration patience) {
        return Mono.error(() -> new CommandFailure(
                ExitCode.FAILED,
                "cluster \"" + cluster + "\" let nobody in within " + patience.toSeconds()
                        + " s: too few of its members can be reached"));
    }

    /**
     * Returns the connected bus.
     *
     * @return the bus
     */
    public Bus bus() {
        return Objects.requireNonNull(connecting.join());
    }

    /**
     * Waits for the loss of the cluster. A short loss of the quorum may heal.
     *
     * @return <b>errors</b> when this member is excluded or there is no quorum for two seconds, <b>completes</b> after leaving
     */
    public Mono<Void> lost() {
        return bus().primaryStates()
                .switchMap(state -> state == PrimaryState.PRIMARY ? Mono.<Void>never() : noQuorumAfterGrace())
                .then();
    }

    /**
     * Waits for a result, but not for one that cannot come any more.
     *
     * @param result what to wait for; not empty
     * @return the result
     * @throws RuntimeException what {@code result} ends with, or {@link #lost()}
     */
    public <T> T await(Mono<T> result) {
        return Objects.requireNonNull(unlessLost(result, lost()).block());
    }

    /** A session that ends as it should ends its results itself. */
    static <T> Mono<T> unlessLost(Mono<T> result, Mono<Void> lost) {
        return Mono.firstWithSignal(result, lost.then(Mono.never()));
    }

    private Mono<Void> noQuorumAfterGrace() {
        return Mono.delay(GRACE)
                .then(Mono.error(() -> new CommandFailure(
                        ExitCode.LOST,
                        "cluster \"" + cluster + "\" is lost: too few of the members "
                                + Names.of(bus().view().members()) + " can be reached to go on")));
    }

    @Override
    public void close() {
        try {
            leave();
        } finally {
            closed.countDown();
            hook.remove();
        }
    }

    private void leave() {
        if (connecting.isDone() && !connecting.isCompletedExceptionally()) {
            bus().disposeNow(LEAVING);
        }
        release();
    }

    private void release() {
        transport.awaitReleased();
        afterwards.run();
    }

    /** Leaving ends the command's streams; it then gets a moment to write out what it still has. */
    private void leaveOnSignal() {
        try {
            connecting.get(GRACE.toMillis(), TimeUnit.MILLISECONDS).disposeNow(LEAVING);
            closed.await(LAST_OUTPUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            connecting.cancel(true);
        } finally {
            release();
        }
    }
}
