/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import java.io.FileDescriptor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;

/**
 * Notices that nobody reads standard output any more while nothing is written to it. Only poll(2) tells that: even a write of no
 * bytes succeeds. The JVM has the call for itself and the jar's manifest opens it. Where it cannot be used, the next write fails.
 */
public final class OutputWatch {

    private static final int NO_EVENTS = 0;
    private static final long FOREVER = -1;
    private static final int POLLERR_OR_POLLHUP = 0x08 | 0x10;

    private OutputWatch() {}

    /**
     * Watches from now on.
     *
     * @param action what to do when the reader of standard output has gone away; called once, on a thread of its own
     */
    public static void onReaderGone(Runnable action) {
        Thread thread = new Thread(() -> watch(action), "viewbus-output-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private static void watch(Runnable action) {
        if (awaitReaderGone()) {
            action.run();
        }
    }

    private static boolean awaitReaderGone() {
        try {
            Method poll = Class.forName("sun.nio.ch.Net")
                    .getDeclaredMethod("poll", FileDescriptor.class, int.class, long.class);
            poll.setAccessible(true);
            int events;
            do {
                events = (int) poll.invoke(null, FileDescriptor.out, NO_EVENTS, FOREVER);
            } while (events == 0); // A signal interrupted it.
            return (events & POLLERR_OR_POLLHUP) != 0;
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return false; // This JVM keeps the call to itself.
        }
    }
}
