/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.LangUtil;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NoOpLock;

/** How driver and client are set up. */
final class DriverSettings {

    private static final long MIB = 1024 * 1024;

    /**
     * What a member of three takes: 12 MiB of the driver's own, and three terms for each stream, its own and the two that
     * it hears.
     */
    static final long SPACE_NEEDED = 12 * MIB + 3 * 3L * (Channels.CONTROL_TERM + Channels.DATA_TERM) + MIB;

    /**
     * Driver and client stop and wake together, so neither can judge by a silence that the other is dead: a process that
     * was stopped for an hour goes on where it was.
     */
    private static final long NEVER_NS = TimeUnit.DAYS.toNanos(1);

    private static final long NEVER_MS = TimeUnit.NANOSECONDS.toMillis(NEVER_NS);

    /**
     * How long receivers wait at most to see whether another asks for a loss first. Aeron's 10 ms are longer than a window lasts at full
     * rate: a newcomer, for whom nobody waits yet, would have been outrun with each loss.
     */
    private static final long LONGEST_NAK_BACKOFF_NS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Bounds the memory that made-up senders can take: an image of a control stream has 1.5 MiB. */
    private static final int MAX_SESSIONS_PER_STREAM = 128;

    private DriverSettings() {}

    static MediaDriver.Context driver(
            Path directory,
            NetworkTuning tuning,
            ReceptionGate gate,
            EmptySocket.Turns turns,
            ErrorReporter errors,
            EpochClock clock) {
        MediaDriver.Context context = new MediaDriver.Context()
                .threadingMode(ThreadingMode.INVOKER)
                .asyncExecutorEnabled(false)
                .epochClock(clock)
                .errorHandler(errors)
                .printConfigurationOnStart(false)
                .receiveChannelEndpointSupplier((channel, dispatcher, status, driver) ->
                        new GatedEndpoint(channel, dispatcher, status, driver, gate, new EmptySocket(turns), errors))
                .sendChannelEndpointSupplier(
                        (channel, status, driver) -> new QuietSendEndpoint(channel, status, driver));
        place(context, directory);
        size(context, tuning);
        time(context);
        return context;
    }

    private static void place(MediaDriver.Context context, Path directory) {
        context.aeronDirectoryName(directory.toString());
        context.dirDeleteOnStart(true).dirDeleteOnShutdown(false).warnIfDirectoryExists(false);
    }

    private static void size(MediaDriver.Context context, NetworkTuning tuning) {
        context.mtuLength(tuning.mtu())
                .initialWindowLength(tuning.receiverWindow())
                .socketRcvbufLength(tuning.buffers().receive())
                .socketSndbufLength(tuning.buffers().send())
                .streamSessionLimit(MAX_SESSIONS_PER_STREAM)
                .counterValuesBufferLength((int) MIB)
                .lowStorageWarningThreshold(0)
                // A sparse file fails when it is used, by a signal, and not when it is made.
                .termBufferSparseFile(false)
                .performStorageChecks(true);
    }

    private static void time(MediaDriver.Context context) {
        context.driverTimeoutMs(NEVER_MS);
        context.clientLivenessTimeoutNs(NEVER_NS)
                .publicationUnblockTimeoutNs(NEVER_NS + TimeUnit.SECONDS.toNanos(1))
                .imageLivenessTimeoutNs(LinkActivity.LIVENESS_NS)
                .nakMulticastMaxBackoffNs(LONGEST_NAK_BACKOFF_NS);
    }

    static Aeron.Context client(Path directory, AgentInvoker driver, ErrorReporter errors, EpochClock clock) {
        Aeron.Context context = new Aeron.Context()
                .useConductorAgentInvoker(true)
                .driverAgentInvoker(driver)
                .clientLock(NoOpLock.INSTANCE)
                .epochClock(clock)
                .errorHandler(errors)
                // What a frame handler throws is no business of Aeron's: it belongs to whoever polls.
                .subscriberErrorHandler(LangUtil::rethrowUnchecked);
        context.aeronDirectoryName(directory.toString());
        context.driverTimeoutMs(NEVER_MS);
        return context;
    }
}
