/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The standard streams as bytes, whatever the locale: {@link System#out} would replace what it cannot encode. */
public final class StandardStreams {

    private static final Path OUT = Path.of("/proc/self/fd/1");
    private static final PrintStream ERR =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

    private StandardStreams() {}

    /**
     * Returns standard input.
     *
     * @return the unbuffered stream
     */
    public static InputStream in() {
        return new FileInputStream(FileDescriptor.in);
    }

    /**
     * Returns standard output.
     *
     * @return the unbuffered stream; a write fails with {@link IOException} when nobody reads any more
     */
    public static OutputStream out() {
        return new FileOutputStream(FileDescriptor.out);
    }

    /**
     * Returns standard error.
     *
     * @return the stream; encodes as UTF-8
     */
    public static PrintStream err() {
        return ERR;
    }

    /** Tells whether a failed write to standard output only means that its reader went away. */
    static boolean outIsPipe() {
        String target = targetOfOut();
        return target == null || target.startsWith("pipe:") || target.startsWith("socket:");
    }

    /**
     * Tells whether people look at standard output.
     *
     * @return true if it is a terminal
     */
    public static boolean outIsTerminal() {
        String target = targetOfOut();
        return target != null && (target.startsWith("/dev/pts/") || target.startsWith("/dev/tty"));
    }

    /** Returns what standard output leads to, or null where the system does not tell. */
    private static @Nullable String targetOfOut() {
        try {
            return Files.readSymbolicLink(OUT).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }
}
