/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/** The lines of an input as a stream that reads only what is asked for, on a thread of its own. */
final class InputLines {

    private final LineReader reader;
    private volatile @Nullable IOException failure;

    InputLines(InputStream in, int limit) {
        this.reader = new LineReader(in, limit);
    }

    /**
     * Returns the lines.
     *
     * @return <b>completes</b> at the end of the input and also where it cannot be read further, so that the lines before that
     *     point are published to the last; ask {@link #throwIfFailed()} then
     */
    Flux<byte[]> lines() {
        return Flux.generate(this::readLine).subscribeOn(Schedulers.newSingle("viewbus-input", true));
    }

    private void readLine(SynchronousSink<byte[]> sink) {
        try {
            byte[] line = reader.next();
            if (line == null) {
                sink.complete();
            } else {
                sink.next(line);
            }
        } catch (IOException e) {
            failure = e;
            sink.complete();
        }
    }

    /** Fails if the input ended early. */
    void throwIfFailed() {
        IOException cause = failure;
        if (cause != null) {
            throw new CommandFailure(ExitCode.FAILED, "standard input: " + cause.getMessage(), cause);
        }
    }
}
