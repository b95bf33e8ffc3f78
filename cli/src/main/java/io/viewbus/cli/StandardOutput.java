/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Standard output below a {@link java.io.PrintWriter}, which tells nobody why a write failed: this remembers it. */
final class StandardOutput extends FilterOutputStream {

    private volatile @Nullable IOException failure;

    /**
     * Makes a stream.
     *
     * @param out where to write; need not be buffered
     */
    StandardOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Fails if something could not be written, unless only the reader went away. */
    void throwIfFailed() {
        IOException cause = failure;
        if (cause != null) {
            throwUnlessReaderGone(cause);
        }
    }

    /** Whoever read our output went away, as {@code head} does: that is the end of the work and no failure. */
    static void throwUnlessReaderGone(IOException cause) {
        if (!StandardStreams.outIsPipe()) {
            throw new CommandFailure(
                    ExitCode.FAILED, "standard output cannot be written: " + cause.getMessage(), cause);
        }
    }
}
