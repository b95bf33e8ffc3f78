/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.LangUtil;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.NoOpLock;

/** A media driver and its client, both turned by the thread that calls {@link #invoke}. */
final class EmbeddedDriver implements AutoCloseable {

    private final MediaDriver driver;
    private final Aeron client;
    private final AgentInvoker driverInvoker;
    private final AgentInvoker clientInvoker;

    private EmbeddedDriver(MediaDriver driver, Aeron client) {
        this.driver = driver;
        this.client = client;
        this.driverInvoker = driver.sharedAgentInvoker();
        this.clientInvoker = client.conductorAgentInvoker();
    }

    static EmbeddedDriver launch(AeronTuning tuning, ErrorHandler errors) {
        Path directory = AeronDirectory.claim();
        MediaDriver driver = MediaDriver.launch(driver(directory, tuning, errors));
        try {
            return new EmbeddedDriver(driver, Aeron.connect(client(directory, driver.sharedAgentInvoker(), errors)));
        } catch (RuntimeException | Error e) {
            CloseHelper.quietClose(driver);
            throw e;
        }
    }

    private static MediaDriver.Context driver(Path directory, AeronTuning tuning, ErrorHandler errors) {
        MediaDriver.Context context = new MediaDriver.Context()
                .threadingMode(ThreadingMode.INVOKER)
                .asyncExecutorEnabled(false)
                .errorHandler(errors)
                .mtuLength(tuning.mtu())
                .initialWindowLength(tuning.window())
                .socketRcvbufLength(tuning.receiveBuffer())
                .socketSndbufLength(tuning.sendBuffer())
                .termBufferSparseFile(false)
                .performStorageChecks(true)
                // A driver that is slow to be scheduled is not dead.
                .clientLivenessTimeoutNs(TimeUnit.SECONDS.toNanos(60))
                .publicationUnblockTimeoutNs(TimeUnit.SECONDS.toNanos(61));
        context.driverTimeoutMs(TimeUnit.SECONDS.toMillis(60));
        context.aeronDirectoryName(directory.toString());
        return context.dirDeleteOnStart(true).dirDeleteOnShutdown(true);
    }

    private static Aeron.Context client(Path directory, AgentInvoker driver, ErrorHandler errors) {
        Aeron.Context context = new Aeron.Context()
                .useConductorAgentInvoker(true)
                .driverAgentInvoker(driver)
                .clientLock(NoOpLock.INSTANCE)
                .errorHandler(errors)
                .subscriberErrorHandler(LangUtil::rethrowUnchecked);
        context.driverTimeoutMs(TimeUnit.SECONDS.toMillis(60));
        context.aeronDirectoryName(directory.toString());
        return context;
    }

    Aeron client() {
        return client;
    }

    int invoke() {
        return driverInvoker.invoke() + clientInvoker.invoke();
    }

    @Override
    public void close() {
        CloseHelper.closeAll(client, driver);
    }
}
