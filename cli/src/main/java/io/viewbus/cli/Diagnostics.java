/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import java.io.PrintStream;
import reactor.core.Exceptions;

/** Where logs and unexpected errors go: one line on standard error, and more only for those who ask for it. */
public final class Diagnostics {

    private static final String VARIABLE = "VIEWBUS_DEBUG";

    private Diagnostics() {}

    /**
     * Tells whether VIEWBUS_DEBUG asks for all there is.
     *
     * @return true for stack traces and logs
     */
    public static boolean ofEnvironment() {
        String value = System.getenv(VARIABLE);
        return value != null && !value.isBlank() && !value.equals("0");
    }

    /** Prepares this JVM; called before anything logs. */
    static void install() {
        PrintStream err = StandardStreams.err();
        System.setErr(err);
        if (ofEnvironment()) {
            System.setProperty("logback.configurationFile", "logback-debug.xml");
        }
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> Complaints.lastResort(Exceptions.unwrap(error)));
    }
}
