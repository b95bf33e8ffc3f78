/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.aeron.Aeron;
import io.aeron.AeronCounters;
import io.aeron.AvailableImageHandler;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.UnavailableImageHandler;
import io.aeron.driver.MediaDriver;
import io.aeron.exceptions.AeronException;
import io.viewbus.observe.Counter;
import io.viewbus.observe.Spread;
import io.viewbus.observe.Timing;
import io.viewbus.spi.observe.CounterBoard;
import io.viewbus.view.ClusterException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersReader;
import org.jspecify.annotations.Nullable;

/** A driver and its one client, both run by whoever calls {@link #turn()}. */
final class EmbeddedAeron implements AutoCloseable {

    /** In one thread an answer takes a few duty cycles; this only keeps a mistake from hanging. */
    private static final long ANSWER_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(10);

    /** A megabyte on loopback: more is no faster, and reports and the order wait for as long as a turn takes. */
    private static final int CYCLES_PER_TURN = 16;

    private final MediaDriver driver;
    private final Aeron client;
    private final AgentInvoker driverInvoker;
    private final AgentInvoker clientInvoker;
    private final EmptySocket.Turns turns;
    private final ErrorReporter errors;

    private EmbeddedAeron(MediaDriver driver, Aeron client, EmptySocket.Turns turns, ErrorReporter errors) {
        this.driver = driver;
        this.client = client;
        this.turns = turns;
        this.driverInvoker = driver.sharedAgentInvoker();
        this.clientInvoker = client.conductorAgentInvoker();
        this.errors = errors;
    }

    static EmbeddedAeron launch(Path directory, NetworkTuning tuning, ReceptionGate gate) {
        EpochClock clock = new MonotonicEpochClock();
        ErrorReporter errors = new ErrorReporter(SystemNanoClock.INSTANCE);
        EmptySocket.Turns turns = new EmptySocket.Turns();
        MediaDriver driver = MediaDriver.launch(DriverSettings.driver(directory, tuning, gate, turns, errors, clock));
        try {
            AgentInvoker invoker = driver.sharedAgentInvoker();
            Aeron client = Aeron.connect(DriverSettings.client(directory, invoker, errors, clock));
            return new EmbeddedAeron(driver, client, turns, errors);
        } catch (RuntimeException | Error e) {
            CloseHelper.quietClose(driver);
            throw e;
        }
    }

    /**
     * Runs duty cycles of driver and client while there is something, within a bound. One takes a datagram from each socket, and the rest of a
     * member's turn costs the same for one as for many.
     */
    int turn() {
        turns.next();
        int work = 0;
        int cycle = 0;
        int done;
        do {
            done = cycle();
            work += done;
        } while (done > 0 && ++cycle < CYCLES_PER_TURN);
        return work;
    }

    /** Runs one duty cycle of the driver and one of the client. */
    int invoke() {
        turns.next();
        return cycle();
    }

    private int cycle() {
        int work;
        try {
            work = driverInvoker.invoke() + clientInvoker.invoke();
        } catch (InternalError e) {
            throw new ClusterException.Failed(
                    "the member's memory-mapped files cannot be accessed: is their disk full?", e);
        }
        requireAlive();
        return work;
    }

    private void requireAlive() {
        @Nullable Throwable fatal = errors.fatal();
        if (fatal != null || !driverInvoker.isRunning() || !clientInvoker.isRunning() || client.isClosed()) {
            String reason = fatal == null ? "its thread was interrupted" : String.valueOf(fatal.getMessage());
            throw new ClusterException.Failed("the transport of this member ended: " + reason, fatal);
        }
    }

    ExclusivePublication publish(String channel, int stream) {
        return await(client.asyncAddExclusivePublication(channel, stream), client::getExclusivePublication);
    }

    Subscription subscribe(String channel, int stream, AvailableImageHandler onImage, UnavailableImageHandler onLost) {
        return await(client.asyncAddSubscription(channel, stream, onImage, onLost), client::getSubscription);
    }

    /** Asks for a subscription without waiting for it; its images come to the handlers. */
    long subscribeLater(String channel, int stream, AvailableImageHandler onImage, UnavailableImageHandler onLost) {
        return client.asyncAddSubscription(channel, stream, onImage, onLost);
    }

    /** Tells whether the driver has made a subscription that was asked for. */
    boolean isSubscribed(long registration) {
        return client.getSubscription(registration) != null;
    }

    void unsubscribe(long registration) {
        client.asyncRemoveSubscription(registration);
    }

    /** Reports what went wrong without ending the session. */
    void report(RuntimeException error) {
        errors.onError(error);
    }

    /** Returns the counter by which the driver tells how far it has sent a publication. */
    int senderPositionCounter(ExclusivePublication publication) {
        return client.countersReader()
                .findByTypeIdAndRegistrationId(
                        AeronCounters.DRIVER_SENDER_POSITION_TYPE_ID, publication.registrationId());
    }

    /** Makes counters in the driver's file; to be left alone once this is closed. */
    CounterBoard openCounters(String owner) {
        Map<Integer, Long> asked = new HashMap<>();
        for (Counter counter : Counter.values()) {
            ask(asked, counter.typeId(), counter.key(), owner);
        }
        for (Timing timing : Timing.values()) {
            for (int bucket = 0; bucket < Spread.BUCKETS; bucket++) {
                ask(asked, timing.typeId(bucket), timing.key() + "_bucket_" + upperUs(bucket), owner);
            }
        }
        IntFunction<AtomicCounter> cells = typeId -> await(asked.getOrDefault(typeId, 0L), client::getCounter);
        return CounterBoard.of(
                counter -> cells.apply(counter.typeId()), (timing, bucket) -> cells.apply(timing.typeId(bucket)));
    }

    private void ask(Map<Integer, Long> asked, int typeId, String key, String owner) {
        asked.put(typeId, client.asyncAddCounter(typeId, "viewbus " + key + " " + owner));
    }

    private static String upperUs(int bucket) {
        long ns = Spread.upperNs(bucket);
        return ns == Long.MAX_VALUE ? "inf" : TimeUnit.NANOSECONDS.toMicros(ns) + "us";
    }

    CountersReader counters() {
        return client.countersReader();
    }

    /** Awaited here and not in the client, which would wait for the timeout that stopped processes need. */
    private <T> T await(long registration, LongFunction<@Nullable T> resource) {
        long deadlineNs = System.nanoTime() + ANSWER_TIMEOUT_NS;
        while (System.nanoTime() - deadlineNs < 0) {
            invoke();
            T found = resource.apply(registration);
            if (found != null) {
                return found;
            }
        }
        throw new AeronException("the driver did not answer within " + ANSWER_TIMEOUT_NS + " ns");
    }

    @Override
    public void close() {
        CloseHelper.closeAll(errors, client, driver);
    }
}
