/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.aeron.exceptions.TimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.NanoClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the errors of driver and client: logs each kind at most once a minute, and keeps the one that ends the session.
 *
 * <p>Kinds differ in more than numbers, so that a flood from made-up addresses is one kind. Called only on the polling
 * thread.
 */
final class ErrorReporter implements ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorReporter.class);
    private static final long QUIET_NS = TimeUnit.MINUTES.toNanos(1);
    private static final int MAX_KINDS = 64;

    private final NanoClock clock;
    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private @Nullable Throwable fatal;

    ErrorReporter(NanoClock clock) {
        this.clock = clock;
    }

    @Override
    public void onError(Throwable error) {
        if (isFatal(error)) {
            fatal = error;
        }
        long nowNs = clock.nanoTime();
        Kind kind = kindOf(error, nowNs);
        kind.occurrences++;
        if (nowNs - kind.quietUntilNs >= 0) {
            log(error, kind);
            kind.quietUntilNs = nowNs + QUIET_NS;
            kind.occurrences = 0;
        }
    }

    /** Returns the error after which the session cannot go on, if there was one. */
    @Nullable
    Throwable fatal() {
        return fatal;
    }

    /** A closed socket means that the polling thread was interrupted: Java then closes the channel it was reading. */
    private static boolean isFatal(Throwable error) {
        return error instanceof AgentTerminationException
                || error instanceof TimeoutException
                || error instanceof ClosedChannelException
                || error.getCause() instanceof ClosedChannelException;
    }

    private Kind kindOf(Throwable error, long nowNs) {
        String name = error.getClass().getName() + " "
                + String.valueOf(error.getMessage()).replaceAll("[0-9]+", "#");
        Kind kind = kinds.get(name);
        if (kind == null) {
            kind = new Kind(nowNs);
            kinds.put(name, kind);
            forgetEldest();
        }
        return kind;
    }

    private void forgetEldest() {
        if (kinds.size() > MAX_KINDS) {
            kinds.remove(kinds.keySet().iterator().next());
        }
    }

    private static void log(Throwable error, Kind kind) {
        LOG.warn("Aeron reports, {} times lately: {}", kind.occurrences, error.toString());
        LOG.debug("where it comes from", error);
    }

    private static final class Kind {
        private long quietUntilNs;
        private int occurrences;

        Kind(long nowNs) {
            this.quietUntilNs = nowNs;
        }
    }
}
