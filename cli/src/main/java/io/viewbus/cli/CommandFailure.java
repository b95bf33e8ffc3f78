/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import org.jspecify.annotations.Nullable;

/** Ends a command with an exit code and one sentence for people. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /**
     * Makes a failure.
     *
     * @param exitCode one of {@link ExitCode}
     * @param sentence what went wrong
     * @param cause what lies behind it, if anything
     */
    public CommandFailure(int exitCode, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    /**
     * Makes a failure without a cause.
     *
     * @param exitCode one of {@link ExitCode}
     * @param sentence what went wrong
     */
    public CommandFailure(int exitCode, String sentence) {
        this(exitCode, sentence, null);
    }

    /**
     * Returns the exit code.
     *
     * @return one of {@link ExitCode}
     */
    public int exitCode() {
        return exitCode;
    }
}
