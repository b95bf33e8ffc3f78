/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import org.agrona.concurrent.UnsafeBuffer;

/** Entry point of the simulator. */
public final class SimMain {

    private SimMain() {}

    /** Proves that buffers work without JVM flags; scenarios are still to come. */
    public static void main(String[] args) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[Long.BYTES]);
        buffer.putLong(0, 1L);
        System.out.println("viewbus-sim: buffers work, no scenario yet");
    }
}
