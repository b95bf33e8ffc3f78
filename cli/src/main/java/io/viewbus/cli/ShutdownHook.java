/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

/** Something to do when the process is told to end while it is at work. */
public final class ShutdownHook {

    private final Thread thread;

    private ShutdownHook(Thread thread) {
        this.thread = thread;
    }

    /**
     * Installs a hook.
     *
     * @param action what to do on SIGTERM and Ctrl-C, or when the JVM exits otherwise
     * @return the hook; to be removed when the work is done
     */
    public static ShutdownHook install(Runnable action) {
        Thread thread = new Thread(action, "viewbus-shutdown");
        Runtime.getRuntime().addShutdownHook(thread);
        return new ShutdownHook(thread);
    }

    /** Removes the hook; does nothing while it runs. */
    public void remove() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook runs or has run.
        }
    }
}
