/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import java.util.concurrent.atomic.AtomicInteger;

/** Addresses that no other test uses, nor another run of the tests on this machine as far as process numbers go. */
final class TestAddress {

    static final String GROUP = "239.255.47.11";

    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 12_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 64 % PORTS));

    private TestAddress() {}

    static AeronTransport next() {
        return AeronTransport.multicast(GROUP, nextPort());
    }

    static int nextPort() {
        return FIRST_PORT + Math.floorMod(NEXT.getAndAdd(2), PORTS);
    }
}
