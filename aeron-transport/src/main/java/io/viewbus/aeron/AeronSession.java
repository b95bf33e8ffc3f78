/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.aeron.ExclusivePublication;
import io.aeron.exceptions.AeronException;
import io.viewbus.spi.observe.CounterBoard;
import io.viewbus.spi.transport.DataStream;
import io.viewbus.spi.transport.FrameHandler;
import io.viewbus.spi.transport.Liveness;
import io.viewbus.spi.transport.LivenessHandler;
import io.viewbus.spi.transport.SendResult;
import io.viewbus.spi.transport.TransportSession;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Incarnation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.status.CountersReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One member's driver, client and streams, all run by {@link #poll}. */
final class AeronSession implements TransportSession {

    private static final Logger LOG = LoggerFactory.getLogger(AeronSession.class);
    /** A duty cycle sends a datagram per stream, so what was accepted takes far less. */
    private static final long LONGEST_DRAIN_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Incarnation self;
    private final Channels channels;
    private final MemberDirectory home;
    private final ReceptionGate gate;
    private final EmbeddedAeron aeron;
    private final ControlStream control;
    private final int window;
    private @Nullable AeronDataStream data;
    private @Nullable TcpLiveness liveness;
    private @Nullable CounterBoard counters;
    private boolean isClosed;

    private AeronSession(
            Incarnation self,
            Channels channels,
            MemberDirectory home,
            ReceptionGate gate,
            EmbeddedAeron aeron,
            ControlStream control,
            int window) {
        this.self = self;
        this.channels = channels;
        this.home = home;
        this.gate = gate;
        this.aeron = aeron;
        this.control = control;
        this.window = window;
    }

    /** Opens a session, which from then on owns the directory; if it throws, the caller still does. */
    static AeronSession open(Incarnation self, Channels channels, NetworkTuning tuning, MemberDirectory home) {
        BaseDirectory.requireSpace(home.path(), DriverSettings.SPACE_NEEDED);
        int session = randomSession();
        ReceptionGate gate = new ReceptionGate(session);
        EmbeddedAeron aeron = null;
        try {
            aeron = EmbeddedAeron.launch(home.driver(), tuning, gate);
            return new AeronSession(
                    self,
                    channels,
                    home,
                    gate,
                    aeron,
                    new ControlStream(aeron, channels, gate, session),
                    tuning.window());
        } catch (AeronException | UncheckedIOException e) {
            CloseHelper.quietClose(aeron);
            throw notOpened(channels, e);
        } catch (RuntimeException | Error e) {
            CloseHelper.quietClose(aeron);
            throw e;
        }
    }

    private static ClusterException.Environment notOpened(Channels channels, RuntimeException cause) {
        return new ClusterException.Environment(
                "multicast on " + channels + " cannot be opened: " + cause.getMessage()
                        + "; check that the interface is up and that no other program holds the ports for itself",
                cause);
    }

    /** Drawn here and not by the driver, so that the gate knows it before the first datagram. */
    private static int randomSession() {
        return ThreadLocalRandom.current().nextInt();
    }

    /** {@inheritDoc} Receives before it lets the caller send: a sender that is served first drowns its receivers. */
    @Override
    public int poll(FrameHandler handler) {
        if (isClosed) {
            return 0;
        }
        int work = aeron.turn();
        work += control.poll(handler);
        TcpLiveness watch = liveness;
        if (watch != null && !isClosed) {
            work += watch.poll();
        }
        AeronDataStream stream = data;
        if (stream != null && !isClosed) {
            work += stream.poll();
        }
        return work;
    }

    @Override
    public SendResult sendControl(DirectBuffer buffer, int offset, int length) {
        return isClosed ? SendResult.CLOSED : control.send(buffer, offset, length);
    }

    @Override
    public int maxControlLength() {
        return control.maxLength();
    }

    @Override
    public DataStream openData(FrameHandler handler) {
        if (data != null || isClosed) {
            throw new IllegalStateException(isClosed ? "the session is closed" : "the data stream was opened already");
        }
        try {
            AeronDataStream opened = new AeronDataStream(aeron, channels, gate, randomSession(), window, handler);
            data = opened;
            return opened;
        } catch (AeronException e) {
            throw notOpened(channels, e);
        }
    }

    @Override
    public Liveness openLiveness(LivenessHandler handler) {
        if (liveness != null || isClosed) {
            throw new IllegalStateException(isClosed ? "the session is closed" : "processes are watched already");
        }
        try {
            TcpLiveness opened =
                    TcpLiveness.open(self, channels.networkInterface(), home.base(), handler, SystemNanoClock.INSTANCE);
            liveness = opened;
            return opened;
        } catch (IOException e) {
            LOG.warn("Processes cannot be watched, so crashes are found by silence: {}", e.toString());
            return Liveness.NONE;
        }
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            freezeCounters();
            try {
                drain();
            } finally {
                CloseHelper.closeAll(liveness, aeron, home);
            }
        }
    }

    @Override
    public CounterBoard openCounters() {
        CounterBoard opened = aeron.openCounters(String.valueOf(home.path().getFileName()));
        counters = opened;
        return opened;
    }

    /** Whoever reads them later must not touch the file that is unmapped now. */
    private void freezeCounters() {
        CounterBoard opened = counters;
        if (opened != null) {
            opened.freeze();
        }
    }

    /** Lets the driver send what was accepted. An interrupted thread cannot: Java would close its sockets. */
    private void drain() {
        long deadlineNs = System.nanoTime() + LONGEST_DRAIN_NS;
        while (!isDrained() && System.nanoTime() - deadlineNs < 0) {
            try {
                aeron.invoke();
            } catch (ClusterException.Failed e) {
                return;
            }
        }
    }

    private boolean isDrained() {
        AeronDataStream stream = data;
        if (Thread.currentThread().isInterrupted()) {
            return true;
        }
        if (stream != null) {
            stream.spy();
        }
        return isSent(control.publication()) && (stream == null || isSent(stream.publication()));
    }

    private boolean isSent(ExclusivePublication publication) {
        int counter = aeron.senderPositionCounter(publication);
        return !publication.isConnected()
                || counter == CountersReader.NULL_COUNTER_ID
                || aeron.counters().getCounterValue(counter) >= publication.position();
    }

    /** Returns the driver's counters, for tests and measurements. */
    CountersReader counters() {
        return aeron.counters();
    }
}
