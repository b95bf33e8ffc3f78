/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.spi.transport;

import io.viewbus.view.Incarnation;

/**
 * What the operating system knows of processes: that one has ended, long before its silence tells. Evidence only. Whoever gets it
 * asks the process itself before anything follows from it.
 */
public interface Liveness {

    /** Knows nothing of anybody. */
    Liveness NONE = new Liveness() {
        @Override
        public byte[] address() {
            return new byte[0];
        }

        @Override
        public void watch(Incarnation process, byte[] address) {}

        @Override
        public void unwatch(Incarnation process) {}
    };

    /**
     * Returns where others can watch this process.
     *
     * @return at most 64 bytes, the same at each call; none if it cannot be watched
     */
    byte[] address();

    /**
     * Starts to watch a process, if that is possible. Does nothing if it is watched already. At most 64 are watched; a transport may
     * ignore more.
     *
     * @param process who
     * @param address what {@link #address()} gave there; of no effect if empty or not readable
     */
    void watch(Incarnation process, byte[] address);

    /**
     * Stops to watch a process. Does nothing if it is not watched.
     *
     * @param process who
     */
    void unwatch(Incarnation process);
}
