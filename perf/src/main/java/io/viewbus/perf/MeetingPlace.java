/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.member.MemberTask;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Finds a cluster name and ports that nobody else has. */
public final class MeetingPlace {

    /** How many ports a round may use, from the first one on. */
    private static final int PORTS = 100;

    private static final int FIRST_PORT = 20_000;
    private static final int END_OF_PORTS = 32_000; // Where those begin that systems hand out.
    private static final int TRIES = 100;

    private MeetingPlace() {}

    /**
     * Looks for them.
     *
     * @return where a cluster can meet
     */
    public static MemberTask.Place choose() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int i = 0; i < TRIES; i++) {
            int first = random.nextInt(FIRST_PORT, END_OF_PORTS - PORTS) & ~1;
            if (IntStream.range(first, first + PORTS).allMatch(MeetingPlace::isFree)) {
                return new MemberTask.Place("perf-" + Integer.toHexString(random.nextInt()), first);
            }
        }
        throw new RunFailed("no " + PORTS + " ports in a row are free from " + FIRST_PORT + " to " + END_OF_PORTS
                + "; stop what uses them");
    }

    private static boolean isFree(int port) {
        try (DatagramSocket udp = new DatagramSocket(port);
                ServerSocket tcp = new ServerSocket(port)) {
            return udp.isBound() && tcp.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
