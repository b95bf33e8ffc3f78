/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import java.io.IOException;
import java.net.DatagramSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A cluster that nobody else is in.
 *
 * @param cluster its name
 * @param port the first of two UDP ports that nobody uses
 */
record MeetingPlace(String cluster, int port) {

    private static final int FIRST_PORT = 20_000;
    private static final int END_OF_PORTS = 32_000; // Where those begin that systems hand out.
    private static final int TRIES = 100;

    static MeetingPlace choose() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int i = 0; i < TRIES; i++) {
            int port = random.nextInt(FIRST_PORT, END_OF_PORTS) & ~1;
            if (isFree(port) && isFree(port + 1)) {
                return new MeetingPlace("perf-" + Integer.toHexString(random.nextInt()), port);
            }
        }
        throw new RunFailed("no two free UDP ports were found from " + FIRST_PORT + " to " + END_OF_PORTS);
    }

    private static boolean isFree(int port) {
        try (DatagramSocket socket = new DatagramSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
